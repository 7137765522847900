package org.folkmoot.aggregation;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;
import org.folkmoot.api.round.Stage;

/**
 * Rebuilds rules from the stages of a program, so that a stranger's program runs by the same code as one's own.
 *
 * <p>Rules come from {@link ServiceLoader}, looked up at each call; two providers of one id are refused, since which of
 * them ran would depend on the class path. Safe for use by several threads.
 */
public final class Rules {
    private Rules() {}

    /**
     * {@return the linear query of this stage}
     *
     * @throws UnknownRuleException if nothing provides its id
     * @throws IllegalArgumentException if the stage is of another kind or its parameters are not the rule's
     */
    public static LinearQuery query(Stage stage) {
        requireKind(Stage.QUERY, stage);
        return find(queryProviders(), stage).create(stage.parameters());
    }

    /**
     * {@return the server optimiser of this stage}
     *
     * @throws UnknownRuleException if nothing provides its id
     * @throws IllegalArgumentException if the stage is of another kind or its parameters are not the rule's
     */
    public static ServerOptimizer optimizer(Stage stage) {
        requireKind(Stage.OPTIMIZER, stage);
        SortedMap<String, ServerOptimizerProvider> providers =
                byId(ServiceLoader.load(ServerOptimizerProvider.class), ServerOptimizerProvider::id);
        return find(providers, stage).create(stage.parameters());
    }

    /** {@return the ids of all linear queries that can be rebuilt} */
    static Set<String> queryIds() {
        return Set.copyOf(queryProviders().keySet());
    }

    private static SortedMap<String, LinearQueryProvider> queryProviders() {
        return byId(ServiceLoader.load(LinearQueryProvider.class), LinearQueryProvider::id);
    }

    private static <P> SortedMap<String, P> byId(Iterable<P> providers, Function<P, String> id) {
        SortedMap<String, P> byId = new TreeMap<>();
        for (P provider : providers) {
            P other = byId.putIfAbsent(id.apply(provider), provider);
            if (other != null) {
                throw new IllegalStateException("providers of " + id.apply(provider) + ": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName() + " (expected: one)");
            }
        }
        return byId;
    }

    private static <P> P find(SortedMap<String, P> providers, Stage stage) {
        P provider = providers.get(stage.id());
        if (provider == null) {
            throw new UnknownRuleException(stage.kind(), stage.id(), new TreeSet<>(providers.keySet()));
        }
        return provider;
    }

    private static void requireKind(String kind, Stage stage) {
        if (!stage.kind().equals(kind)) {
            throw new IllegalArgumentException("stage kind: " + stage.kind() + " (expected: " + kind + ")");
        }
    }
}
