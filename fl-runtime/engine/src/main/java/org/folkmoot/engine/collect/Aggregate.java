package org.folkmoot.engine.collect;

import java.io.IOException;
import org.folkmoot.aggregation.RoundFold;

/**
 * What contributions came to: a sum, sums of groups, or a set of updates on disk. What it is made of stays with the
 * collection that made it.
 */
public interface Aggregate {
    /**
     * {@return the state after the round, and what was done to single contributions} A pure function of the contributions and the state before; asked once, before the
     * collection is used again.
     *
     * @throws IllegalArgumentException if the rules have no meaning for these contributions
     * @throws IOException if spilled contributions cannot be read back
     */
    RoundFold.Result apply() throws IOException;

    /** {@return the sum of the weights of the contributions in it} */
    long totalWeight();
}
