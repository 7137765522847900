package org.folkmoot.aggregation;

import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.testkit.LinearQueryContract;

final class UniformFedAvgTest implements LinearQueryContract {
    @Override
    public LinearQuery query() {
        return FedAvg.uniform();
    }
}
