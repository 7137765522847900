/**
 * Contracts for rules that look at updates one by one: start at
 * {@link org.folkmoot.testkit.aggregation.SetAggregatorContract}.
 */
@NullMarked
package org.folkmoot.testkit.aggregation;

import org.jspecify.annotations.NullMarked;
