package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Rebuilds {@link FedYogi} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedYogiProvider implements ServerOptimizerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedYogiProvider() {}

    @Override
    public String id() {
        return FedYogi.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedYogi rule = new FedYogi(
                given.decimal(RuleParameters.LEARNING_RATE),
                given.decimal(RuleParameters.BETA1),
                given.decimal(RuleParameters.BETA2),
                given.decimal(RuleParameters.TAU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
