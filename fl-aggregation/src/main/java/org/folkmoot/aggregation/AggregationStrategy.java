package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.ServerOptimizer;

/**
 * What a federation does with contributions: which sum is taken, and how it moves the model.
 *
 * <p>Immutable. Whether the parts go together is decided where the round program is compiled, not here.
 */
public final class AggregationStrategy {
    private final LinearQuery query;
    private final ServerOptimizer optimizer;

    private AggregationStrategy(LinearQuery query, ServerOptimizer optimizer) {
        this.query = query;
        this.optimizer = optimizer;
    }

    /** {@return the strategy that adds the aggregated difference to the model} */
    public static AggregationStrategy of(LinearQuery query) {
        return new AggregationStrategy(requireNonNull(query, "query"), ServerSgd.defaults());
    }

    /** {@return the same strategy with this server optimiser} */
    public AggregationStrategy optimizer(ServerOptimizer value) {
        return new AggregationStrategy(query, requireNonNull(value, "value"));
    }

    /** {@return which sum is taken} */
    public LinearQuery query() {
        return query;
    }

    /** {@return how the sum moves the model} */
    public ServerOptimizer optimizer() {
        return optimizer;
    }

    @Override
    public String toString() {
        return "AggregationStrategy[" + query.id() + ", " + optimizer.id() + "]";
    }
}
