/**
 * Places that remember checkpoints of a log; start at {@link org.folkmoot.audit.ledger.FolderLedger}.
 */
@NullMarked
package org.folkmoot.audit.ledger;

import org.jspecify.annotations.NullMarked;
