package org.folkmoot.engine.secure;

import java.util.TreeMap;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.engine.collect.Aggregate;

/**
 * The unmasked sum of a round: for the rules the same as a sum of clear updates.
 *
 * @param fold holds the sum
 * @param before the state before the round
 */
record SecureSum(LinearFold fold, RoundState before) implements Aggregate {
    @Override
    public RoundFold.Result apply() {
        return new RoundFold.Result(fold.finish(before), new TreeMap<>());
    }

    @Override
    public long totalWeight() {
        return fold.totalWeight();
    }
}
