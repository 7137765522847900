package org.folkmoot.aggregation;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Rebuilds {@link ServerSgd} from a program; public for {@link java.util.ServiceLoader} only. */
public final class ServerSgdProvider implements ServerOptimizerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ServerSgdProvider() {}

    @Override
    public String id() {
        return ServerSgd.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        ServerSgd rule = ServerSgd.of(given.decimal(RuleParameters.LEARNING_RATE));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
