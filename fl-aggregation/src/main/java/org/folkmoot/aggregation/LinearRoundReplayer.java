package org.folkmoot.aggregation;

import java.util.Iterator;
import java.util.Set;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;

/**
 * Recomputes rounds whose aggregate is a sum, with whatever linear queries and optimisers the class path provides.
 *
 * <p>Guarantees: the same bytes as the live round, in any order of inputs; memory O(model). Does not check signatures,
 * payload digests or that a client counts once: the verifier that discloses the inputs does.
 */
public final class LinearRoundReplayer implements RoundReplayer {
    /** For {@link java.util.ServiceLoader}. */
    public LinearRoundReplayer() {}

    @Override
    public Set<String> queryIds() {
        return Rules.queryIds();
    }

    @Override
    public Replayed replay(RoundProgram program, RoundState before, Iterator<? extends Contribution> included) {
        LinearFold fold = LinearFold.of(program);
        while (included.hasNext()) {
            if (!(included.next() instanceof ClearUpdate update)) {
                throw new IllegalArgumentException("contribution: masked (expected: a clear update)");
            }
            fold.add(update.delta(), update.statement().examples());
        }
        if (fold.count() < program.minimumClients()) {
            throw new IllegalArgumentException(
                    "contributions: " + fold.count() + " (expected: >= " + program.minimumClients() + ")");
        }
        return new Replayed(fold.finish(before), fold.totalWeight());
    }
}
