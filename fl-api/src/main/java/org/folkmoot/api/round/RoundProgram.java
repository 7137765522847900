package org.folkmoot.api.round;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;

/**
 * All that decides what a round does: compiled once, authorised in the log, signed by each client, named by the proof,
 * interpreted by replay.
 *
 * <p>Guarantee: two programs with the same digest mean the same computation. It says nothing about deadlines,
 * transport or hardware, which decide only who is in time.
 *
 * @param collection how contributions are gathered
 * @param layout what the parameters mean
 * @param stages in order of execution; at most one of each kind, filters apart
 * @param encoding how real numbers become ring elements
 * @param participation by which rule a round draws its cohort
 * @param minimumClients fewer included contributions abandon the attempt
 * @param disclosure what is kept of a round, for whom and for how long
 */
public record RoundProgram(
        CollectionKind collection,
        ParameterLayout layout,
        List<Stage> stages,
        RingEncoding encoding,
        Participation participation,
        int minimumClients,
        Disclosure disclosure) {
    /** Rejects repeated stage kinds and a minimum below 1. */
    public RoundProgram {
        stages = List.copyOf(stages);
        List<String> single = stages.stream()
                .map(Stage::kind)
                .filter(kind -> !kind.equals(Stage.FILTER))
                .toList();
        if (single.stream().distinct().count() != single.size()) {
            throw new IllegalArgumentException("stages: " + stages + " (expected: each kind once, filters apart)");
        }
        if (minimumClients < 1) {
            throw new IllegalArgumentException("minimumClients: " + minimumClients + " (expected: >= 1)");
        }
    }

    /**
     * {@return the stage of this kind}
     *
     * @throws IllegalArgumentException if the program has none
     */
    public Stage stage(String kind) {
        return find(kind)
                .orElseThrow(() -> new IllegalArgumentException("stage: " + kind + " (expected: one of "
                        + stages.stream().map(Stage::kind).toList() + ")"));
    }

    /** {@return the first stage of this kind, if the program has one} */
    public Optional<Stage> find(String kind) {
        return stages.stream().filter(stage -> stage.kind().equals(kind)).findFirst();
    }

    /** {@return the filters, in order} */
    public List<Stage> filters() {
        return stages.stream()
                .filter(stage -> stage.kind().equals(Stage.FILTER))
                .toList();
    }

    /** {@return the stage that makes one difference of the contributions: the query, or the aggregator in its place} */
    public Stage rule() {
        return find(Stage.AGGREGATOR).orElseGet(() -> stage(Stage.QUERY));
    }

    /** {@return who can recompute the aggregate} */
    public ReplayClass replay() {
        return disclosure.replay();
    }
}
