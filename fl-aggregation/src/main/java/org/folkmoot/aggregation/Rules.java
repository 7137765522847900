package org.folkmoot.aggregation;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.folkmoot.aggregation.codec.Codecs;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateFilterProvider;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

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
        return find(Stage.QUERY, stage, queries());
    }

    /** {@return the server optimiser of this stage}; throws as {@link #query} does. */
    public static ServerOptimizer optimizer(Stage stage) {
        Factories<ServerOptimizer> known = new Factories<>();
        ServiceLoader.load(ServerOptimizerProvider.class)
                .forEach(provider -> known.add(provider.id(), provider, provider::create));
        return find(Stage.OPTIMIZER, stage, known);
    }

    /** {@return the aggregator of this stage}; throws as {@link #query} does. */
    public static SetAggregator aggregator(Stage stage) {
        return find(Stage.AGGREGATOR, stage, aggregators());
    }

    /** {@return the filter of this stage}; throws as {@link #query} does. */
    public static UpdateFilter filter(Stage stage) {
        Factories<UpdateFilter> known = new Factories<>();
        ServiceLoader.load(UpdateFilterProvider.class)
                .forEach(provider -> known.add(provider.id(), provider, provider::create));
        ServiceLoader.load(UpdateFilter.class).forEach(rule -> known.addSelf(rule.id(), rule));
        return find(Stage.FILTER, stage, known);
    }

    /** {@return the local rule of this stage}; throws as {@link #query} does. */
    public static LocalRule local(Stage stage) {
        Factories<LocalRule> known = new Factories<>();
        ServiceLoader.load(LocalRuleProvider.class)
                .forEach(provider -> known.add(provider.id(), provider, provider::create));
        ServiceLoader.load(LocalRule.class).forEach(rule -> known.addSelf(rule.id(), rule));
        return find(Stage.LOCAL, stage, known);
    }

    /** {@return the codec of this stage}; throws as {@link #query} does. */
    public static UpdateCodec codec(Stage stage) {
        requireKind(Stage.CODEC, stage);
        return Codecs.create(stage.id(), stage.parameters());
    }

    /** {@return the ids of all rules that make one difference of contributions} */
    static Set<String> aggregating() {
        Set<String> ids = new TreeSet<>(queries().byId.keySet());
        ids.addAll(aggregators().byId.keySet());
        return ids;
    }

    private static Factories<LinearQuery> queries() {
        Factories<LinearQuery> known = new Factories<>();
        ServiceLoader.load(LinearQueryProvider.class)
                .forEach(provider -> known.add(provider.id(), provider, provider::create));
        return known;
    }

    private static Factories<SetAggregator> aggregators() {
        Factories<SetAggregator> known = new Factories<>();
        ServiceLoader.load(SetAggregatorProvider.class)
                .forEach(provider -> known.add(provider.id(), provider, provider::create));
        ServiceLoader.load(SetAggregator.class).forEach(rule -> known.addSelf(rule.id(), rule));
        return known;
    }

    private static <R> R find(String kind, Stage stage, Factories<R> known) {
        requireKind(kind, stage);
        Function<SortedMap<String, String>, R> factory = known.byId.get(stage.id());
        if (factory == null) {
            throw new UnknownRuleException(stage.kind(), stage.id(), new TreeSet<>(known.byId.keySet()));
        }
        return factory.apply(stage.parameters());
    }

    private static void requireKind(String kind, Stage stage) {
        if (!stage.kind().equals(kind)) {
            throw new IllegalArgumentException("stage kind: " + stage.kind() + " (expected: " + kind + ")");
        }
    }

    /** What makes rules of one kind, by id. */
    private static final class Factories<R> {
        private final SortedMap<String, Function<SortedMap<String, String>, R>> byId = new TreeMap<>();
        private final SortedMap<String, String> from = new TreeMap<>();

        void add(String id, Object provider, Function<SortedMap<String, String>, R> factory) {
            String name = provider.getClass().getName();
            String other = from.putIfAbsent(id, name);
            if (other != null) {
                throw new IllegalStateException(
                        "providers of " + id + ": " + other + " and " + name + " (expected: one)");
            }
            byId.put(id, factory);
        }

        /** A rule without parameters provides itself. */
        void addSelf(String id, R rule) {
            add(id, rule, parameters -> {
                if (!parameters.isEmpty()) {
                    throw new IllegalArgumentException(
                            "parameters: " + parameters + " (expected: none for " + id + ")");
                }
                return rule;
            });
        }
    }
}
