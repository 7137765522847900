/**
 * What a dishonest client sends: the attacks of the literature, and values that no client could have computed.
 *
 * <p>Start at {@link org.folkmoot.testkit.attack.UpdateAttack}: on updates, for tests of an aggregation rule; then
 * {@link org.folkmoot.testkit.attack.AttackingTrainer}, which takes an attack into a federation. Throughout, m is the
 * mean of the honest updates, s their standard deviation at each position (with n - 1 in the denominator).
 */
@NullMarked
package org.folkmoot.testkit.attack;

import org.jspecify.annotations.NullMarked;
