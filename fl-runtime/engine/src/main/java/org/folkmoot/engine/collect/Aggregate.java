package org.folkmoot.engine.collect;

import java.io.IOException;
import org.folkmoot.api.round.RoundState;

/**
 * What contributions came to: a sum, sums of groups, or a set of updates on disk. What it is made of stays with the
 * collection that made it.
 */
public interface Aggregate {
    /**
     * {@return the state after the round} A pure function of the contributions and the state; asked once, before the
     * collection is used again.
     *
     * @throws IOException if spilled contributions cannot be read back
     */
    RoundState applyTo(RoundState before) throws IOException;

    /** {@return the sum of the weights of the contributions in it} */
    long totalWeight();
}
