package org.folkmoot.engine.collect;

import java.io.IOException;
import org.folkmoot.engine.attempt.Abandoned;
import org.folkmoot.engine.attempt.Aggregating;
import org.folkmoot.engine.attempt.Decided;

/** How a collection ended. */
public sealed interface Collected {
    /** {@return the size of the contributions that arrived, in bytes} */
    long receivedBytes();

    /** {@return the sum of the weights of the contributions that count} */
    long totalWeight();

    /** {@return what is decided}: by this function where there is something to aggregate. */
    Decided decide(Judgement judgement) throws IOException;

    /** Aggregates, evaluates and judges. */
    @FunctionalInterface
    interface Judgement {
        /** {@return what becomes of the attempt} */
        Decided on(Aggregating phase, Aggregate aggregate) throws IOException;
    }

    /**
     * Enough contributions count.
     *
     * @param phase the phase that follows
     * @param aggregate what they came to
     * @param receivedBytes size of the contributions that arrived
     */
    record Enough(Aggregating phase, Aggregate aggregate, long receivedBytes) implements Collected {
        @Override
        public long totalWeight() {
            return aggregate.totalWeight();
        }

        @Override
        public Decided decide(Judgement judgement) throws IOException {
            return judgement.on(phase, aggregate);
        }
    }

    /**
     * There is nothing to aggregate.
     *
     * @param phase the end of the attempt
     * @param receivedBytes size of the contributions that arrived
     */
    record Ended(Abandoned phase, long receivedBytes) implements Collected {
        @Override
        public long totalWeight() {
            return 0;
        }

        @Override
        public Decided decide(Judgement judgement) {
            return phase;
        }
    }
}
