/**
 * The one arithmetic of sums: real numbers become integers modulo a power of two, whose sum is the same in any order,
 * in clear and under masks.
 *
 * <p>Start reading at {@link org.folkmoot.core.ring.FixedPoint} (which integers, and why they cannot overflow), then
 * {@link org.folkmoot.core.ring.RingVector} (vectors of them).
 */
@NullMarked
package org.folkmoot.core.ring;

import org.jspecify.annotations.NullMarked;
