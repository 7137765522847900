package org.folkmoot.api.aggregation;

/**
 * An aggregation that goes coordinate by coordinate: a median, a trimmed mean. A rule is complete with an id and
 * {@link #aggregate}.
 */
public interface BatchAggregator extends SetAggregator, TileRule {
    @Override
    default AggregationPlan plan(UpdateSet updates) {
        return AggregationPlan.of(this);
    }
}
