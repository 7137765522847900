/**
 * How contributions become a new model, live and in replay; start at {@link
 * org.folkmoot.aggregation.AggregationStrategy}, then {@link org.folkmoot.aggregation.LinearFold}.
 */
@NullMarked
package org.folkmoot.aggregation;

import org.jspecify.annotations.NullMarked;
