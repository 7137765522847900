package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Rebuilds {@link FedAdam} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedAdamProvider implements ServerOptimizerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedAdamProvider() {}

    @Override
    public String id() {
        return FedAdam.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedAdam rule = new FedAdam(
                given.decimal(RuleParameters.LEARNING_RATE),
                given.decimal(RuleParameters.BETA1),
                given.decimal(RuleParameters.BETA2),
                given.decimal(RuleParameters.TAU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
