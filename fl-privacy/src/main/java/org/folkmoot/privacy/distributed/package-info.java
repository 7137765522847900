/**
 * Noise that clients add in shares, so that not even who sums sees anything without it.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.distributed.SharePlan}. A client clips, rotates
 * ({@link org.folkmoot.privacy.distributed.RandomRotation}), rounds
 * ({@link org.folkmoot.privacy.distributed.ConditionalRounding}), adds its share and masks.
 */
@NullMarked
package org.folkmoot.privacy.distributed;

import org.jspecify.annotations.NullMarked;
