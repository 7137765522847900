package org.folkmoot.aggregation;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link FedAvg} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedAvgProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedAvgProvider() {}

    @Override
    public String id() {
        return FedAvg.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        Weighting weighting = Weighting.parse(given.text(RuleParameters.WEIGHTING));
        long weightCap = given.integer(RuleParameters.WEIGHT_CAP);
        FedAvg rule = weighting == Weighting.UNIFORM ? FedAvg.uniform() : FedAvg.weighted(weightCap);
        FedAvg bounded = rule.maxAbs(given.decimal(RuleParameters.MAX_ABS));
        given.requireExactly(bounded.parameters());
        return bounded;
    }
}
