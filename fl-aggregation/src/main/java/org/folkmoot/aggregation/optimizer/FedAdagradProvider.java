package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Rebuilds {@link FedAdagrad} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedAdagradProvider implements ServerOptimizerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedAdagradProvider() {}

    @Override
    public String id() {
        return FedAdagrad.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedAdagrad rule = new FedAdagrad(
                given.decimal(RuleParameters.LEARNING_RATE),
                given.decimal(RuleParameters.BETA1),
                given.decimal(RuleParameters.TAU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
