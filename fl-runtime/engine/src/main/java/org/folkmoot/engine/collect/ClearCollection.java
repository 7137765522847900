package org.folkmoot.engine.collect;

import java.io.IOException;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.attempt.Settled;

/** Clear updates, each seen by the coordinator, summed as they come. */
final class ClearCollection implements Collection {
    private final LinearFold fold;

    ClearCollection(RoundProgram program) {
        this.fold = LinearFold.of(program);
    }

    @Override
    public Collected collect(Selected cohort, CollectionTask task, CollectionTools tools)
            throws IOException, InterruptedException {
        fold.clear();
        Intake intake = new Intake(
                task.federation(),
                cohort.id(),
                task.program(),
                CanonicalProgram.digest(task.program()),
                task.before().model().digest(),
                tools.log().view(0).checkpoint());
        Gathering gathering = new Gathering(task, tools, intake, fold);
        Collecting phase = gathering.run(cohort.invited(task.limits()));
        if (task.cancelled().getAsBoolean() || !(phase instanceof Settled settled)) {
            return new Collected.Ended(
                    phase.abandon(AbandonReason.CANCELLED, "cancelled by the operator"), gathering.receivedBytes());
        }
        return collected(settled.close(), gathering.receivedBytes());
    }

    private Collected collected(Settled.Closed closed, long receivedBytes) {
        return closed.either(
                aggregating -> new Collected.Enough(aggregating, new Sum(fold), receivedBytes),
                abandoned -> new Collected.Ended(abandoned, receivedBytes));
    }

    /** Holds no more than its fold, whose room the next attempt uses again. */
    @Override
    public void close() {}

    /** What the updates add up to. */
    private record Sum(LinearFold fold) implements Aggregate {
        @Override
        public RoundState applyTo(RoundState before) {
            return fold.finish(before);
        }

        @Override
        public long totalWeight() {
            return fold.totalWeight();
        }
    }
}
