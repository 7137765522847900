package org.folkmoot.aggregation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Set;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes rounds with whatever rules the class path provides: linear queries, aggregators, filters, optimisers.
 *
 * <p>Guarantees: the same bytes as the live round, in any order of inputs; memory O(model), updates of a set being spilled
 * to a temporary file. Does not check signatures, payload digests or that a client counts once: the verifier that discloses
 * the inputs does.
 */
public final class PipelineReplayer implements RoundReplayer {
    /** The program that was replayed last, for mostly it is the next one too. */
    private volatile @Nullable Known last;

    /** For {@link java.util.ServiceLoader}. */
    public PipelineReplayer() {}

    @Override
    public Set<String> ruleIds() {
        return Rules.aggregating();
    }

    @Override
    public ParameterLayout updateLayout(RoundProgram program) {
        return rules(program).updateLayout();
    }

    @Override
    public Replayed replay(
            RoundProgram program, int round, RoundState before, Iterator<? extends Contribution> included) {
        try (RoundFold fold = RoundFold.of(program, rules(program))) {
            fold.begin(before);
            while (included.hasNext()) {
                if (!(included.next() instanceof ClearUpdate update)) {
                    throw new IllegalArgumentException("contribution: masked (expected: a clear update)");
                }
                fold.add(update, round - update.statement().attempt().round());
            }
            if (fold.count() < program.minimumClients()) {
                throw new IllegalArgumentException(
                        "contributions: " + fold.count() + " (expected: >= " + program.minimumClients() + ")");
            }
            RoundFold.Result result = fold.finish();
            return new Replayed(result.state(), fold.totalWeight(), result.treatments());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Pipeline rules(RoundProgram program) {
        Known known = last;
        if (known == null || !known.program.equals(program)) {
            known = new Known(program, Pipeline.of(program));
            last = known;
        }
        return known.rules;
    }

    private record Known(RoundProgram program, Pipeline rules) {}
}
