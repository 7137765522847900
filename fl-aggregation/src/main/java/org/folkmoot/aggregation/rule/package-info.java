/**
 * What rules are written with: {@link org.folkmoot.aggregation.rule.RuleParameters} for their stage in a program,
 * {@link org.folkmoot.aggregation.rule.ExactSum} for sums.
 */
@NullMarked
package org.folkmoot.aggregation.rule;

import org.jspecify.annotations.NullMarked;
