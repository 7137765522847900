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
 * @param stages in order of execution; exactly one of each kind
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
        if (stages.stream().map(Stage::kind).distinct().count() != stages.size()) {
            throw new IllegalArgumentException("stages: " + stages + " (expected: each kind once)");
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
        Optional<Stage> found =
                stages.stream().filter(stage -> stage.kind().equals(kind)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("stage: " + kind + " (expected: one of "
                + stages.stream().map(Stage::kind).toList() + ")"));
    }

    /** {@return who can recompute the aggregate} */
    public ReplayClass replay() {
        return disclosure.replay();
    }
}
