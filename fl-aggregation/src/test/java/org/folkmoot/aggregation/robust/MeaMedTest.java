package org.folkmoot.aggregation.robust;

import org.folkmoot.aggregation.RobustVectors;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.testkit.aggregation.SetAggregatorContract;
import org.junit.jupiter.api.Test;

final class MeaMedTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return MeaMed.tolerating(2);
    }

    @Override
    public int tolerated() {
        return 2;
    }

    @Override
    public double reach(double diameter, double longest) {
        return diameter;
    }

    @Test
    void givesTheKnownAnswers() throws Exception {
        RobustVectors.verify("meamed", 2, given -> MeaMed.tolerating(RobustVectors.count(given, "f")));
        RobustVectors.verifyLarge("meamed", 2, given -> MeaMed.tolerating(RobustVectors.count(given, "f")));
    }
}
