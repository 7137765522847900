/**
 * From events to epsilons.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.accountant.BestOfAccountant}, the default; {@code Calibration} goes the
 * other way, from an epsilon to the noise, rounds or cohort that it allows.
 */
@NullMarked
package org.folkmoot.privacy.accountant;

import org.jspecify.annotations.NullMarked;
