package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Rebuilds {@link FedAvgM} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedAvgMProvider implements ServerOptimizerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedAvgMProvider() {}

    @Override
    public String id() {
        return FedAvgM.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        boolean nesterov = given.text(RuleParameters.NESTEROV).equals(Boolean.toString(true));
        FedAvgM rule =
                new FedAvgM(given.decimal(RuleParameters.LEARNING_RATE), given.decimal(RuleParameters.BETA), nesterov);
        given.requireExactly(rule.parameters());
        return rule;
    }
}
