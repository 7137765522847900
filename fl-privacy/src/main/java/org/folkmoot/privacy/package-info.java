/**
 * Differential privacy for federations: what is promised, and what it takes to keep it.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.PrivacyPolicy}, which a user writes, and
 * {@link org.folkmoot.privacy.PrivacyPlan}, what it comes to.
 */
@NullMarked
package org.folkmoot.privacy;

import org.jspecify.annotations.NullMarked;
