/**
 * The words of differential privacy: what was released, about whom, at which price, and who keeps count.
 *
 * <p>Start reading at {@link org.folkmoot.api.privacy.DpEvent} (what a mechanism did), then
 * {@link org.folkmoot.api.privacy.PrivateRelease} (for whom it counts) and
 * {@link org.folkmoot.api.privacy.PrivacyLedger} (who refuses).
 */
@NullMarked
package org.folkmoot.api.privacy;

import org.jspecify.annotations.NullMarked;
