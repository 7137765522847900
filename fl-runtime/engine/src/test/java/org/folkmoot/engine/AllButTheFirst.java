package org.folkmoot.engine;

import java.util.Arrays;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.round.Treatment;

/** The mean of all updates but that of the first rank, which it says it left out. */
public final class AllButTheFirst implements SetAggregator {
    static final String ID = "test/all-but-the-first/1";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int fewestUpdates() {
        return 2;
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        double[] coefficients = new double[updates.clients()];
        Arrays.fill(coefficients, 1.0 / (updates.clients() - 1));
        coefficients[0] = 0;
        return AggregationPlan.combination(coefficients).treating(0, Treatment.NOT_SELECTED);
    }
}
