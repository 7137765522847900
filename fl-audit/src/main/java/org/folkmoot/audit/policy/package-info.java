/**
 * Whom to rest upon: a file that names logs and witnesses and says which cosignatures are enough.
 *
 * <p>Start reading at {@link org.folkmoot.audit.policy.TrustPolicy}.
 */
@NullMarked
package org.folkmoot.audit.policy;

import org.jspecify.annotations.NullMarked;
