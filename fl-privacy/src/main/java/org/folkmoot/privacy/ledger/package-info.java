/**
 * The budget that refuses: durable, shared between processes, and never lower after a crash.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.ledger.FolderPrivacyLedger}.
 */
@NullMarked
package org.folkmoot.privacy.ledger;

import org.jspecify.annotations.NullMarked;
