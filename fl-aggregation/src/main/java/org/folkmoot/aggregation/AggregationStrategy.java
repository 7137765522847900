package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.api.training.LocalRule;
import org.jspecify.annotations.Nullable;

/**
 * What a federation does with contributions: what clients do beyond plain training, what is filtered out, what one
 * difference is made of the rest, and how that moves the model. The parts are combined, never inherited from one another.
 *
 * <p>Immutable: each method gives another strategy. Whether the parts go together is decided where the round program is
 * compiled, not here.
 */
public final class AggregationStrategy {
    private final @Nullable LinearQuery query;
    private final @Nullable SetAggregator aggregator;
    private final @Nullable LocalRule local;
    private final PersonalGroups personal;
    private final @Nullable UpdateCodec codec;
    private final List<UpdateFilter> filters;
    private final ServerOptimizer optimizer;

    private AggregationStrategy(
            @Nullable LinearQuery query,
            @Nullable SetAggregator aggregator,
            @Nullable LocalRule local,
            PersonalGroups personal,
            @Nullable UpdateCodec codec,
            List<UpdateFilter> filters,
            ServerOptimizer optimizer) {
        this.query = query;
        this.aggregator = aggregator;
        this.local = local;
        this.personal = personal;
        this.codec = codec;
        this.filters = List.copyOf(filters);
        this.optimizer = optimizer;
    }

    /** {@return the strategy that adds a sum of contributions to the model, and of what clients do for that sum} */
    public static AggregationStrategy of(LinearQuery query) {
        AggregationStrategy strategy = of(requireNonNull(query, "query"), null);
        return query.localRule().map(strategy::local).orElse(strategy);
    }

    /** {@return the strategy that looks at contributions one by one, and adds what the aggregator makes of them} */
    public static AggregationStrategy of(SetAggregator aggregator) {
        return of(null, requireNonNull(aggregator, "aggregator"));
    }

    private static AggregationStrategy of(@Nullable LinearQuery query, @Nullable SetAggregator aggregator) {
        return new AggregationStrategy(
                query, aggregator, null, PersonalGroups.none(), null, List.of(), ServerSgd.defaults());
    }

    /** {@return the same strategy with this server optimiser} */
    public AggregationStrategy optimizer(ServerOptimizer value) {
        return new AggregationStrategy(
                query, aggregator, local, personal, codec, filters, requireNonNull(value, "value"));
    }

    /** {@return the same strategy with one more filter, which works on what the others leave} */
    public AggregationStrategy filter(UpdateFilter value) {
        List<UpdateFilter> more = new ArrayList<>(filters);
        more.add(requireNonNull(value, "value"));
        return new AggregationStrategy(query, aggregator, local, personal, codec, more, optimizer);
    }

    /** {@return the same strategy with clients that follow this rule} */
    public AggregationStrategy local(LocalRule value) {
        return new AggregationStrategy(
                query, aggregator, requireNonNull(value, "value"), personal, codec, filters, optimizer);
    }

    /** {@return the same strategy where these parameter groups stay at home} */
    public AggregationStrategy personal(String... groups) {
        return new AggregationStrategy(
                query, aggregator, local, PersonalGroups.of(List.of(groups)), codec, filters, optimizer);
    }

    /** {@return the same strategy whose updates travel in this form} */
    public AggregationStrategy codec(UpdateCodec value) {
        return new AggregationStrategy(
                query, aggregator, local, personal, requireNonNull(value, "value"), filters, optimizer);
    }

    /** {@return which sum is taken, if it is one} */
    public Optional<LinearQuery> query() {
        return Optional.ofNullable(query);
    }

    /** {@return what looks at contributions one by one, if something does} */
    public Optional<SetAggregator> aggregator() {
        return Optional.ofNullable(aggregator);
    }

    /** {@return how the difference moves the model} */
    public ServerOptimizer optimizer() {
        return optimizer;
    }

    /**
     * {@return all stages of a program but that of training, in order of execution}
     *
     * @param registered how many clients the federation has
     */
    public List<Stage> stages(int registered) {
        List<Stage> stages = new ArrayList<>();
        if (local != null) {
            stages.add(new Stage(Stage.LOCAL, local.id(), StagePlacement.CLIENT, local.parameters()));
        }
        if (!personal.isEmpty()) {
            stages.add(personal.stage());
        }
        if (codec != null) {
            stages.add(new Stage(Stage.CODEC, codec.id(), StagePlacement.CLIENT, codec.parameters()));
        }
        for (UpdateFilter filter : filters) {
            stages.add(new Stage(Stage.FILTER, filter.id(), StagePlacement.SERVER, filter.parameters()));
        }
        if (query != null) {
            LinearQuery sized = query.forPopulation(registered);
            stages.add(new Stage(Stage.QUERY, sized.id(), StagePlacement.SERVER, sized.parameters()));
        }
        if (aggregator != null) {
            stages.add(new Stage(Stage.AGGREGATOR, aggregator.id(), StagePlacement.SERVER, aggregator.parameters()));
        }
        stages.add(new Stage(Stage.OPTIMIZER, optimizer.id(), StagePlacement.SERVER, optimizer.parameters()));
        return stages;
    }

    @Override
    public String toString() {
        return "AggregationStrategy" + stages(1).stream().map(Stage::id).toList();
    }
}
