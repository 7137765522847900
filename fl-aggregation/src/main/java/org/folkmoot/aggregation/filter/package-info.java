/**
 * What is done to updates before they are aggregated. Start at {@link org.folkmoot.aggregation.filter.AdaptiveClipping}, the
 * shield that costs little and may always be on; {@link org.folkmoot.aggregation.filter.Bucketing} makes robust rules fit for
 * clients whose data differ.
 */
@NullMarked
package org.folkmoot.aggregation.filter;

import org.jspecify.annotations.NullMarked;
