/** Where proofs go and who watches them; start at {@link org.folkmoot.api.audit.AuditSink}. */
@NullMarked
package org.folkmoot.api.audit;

import org.jspecify.annotations.NullMarked;
