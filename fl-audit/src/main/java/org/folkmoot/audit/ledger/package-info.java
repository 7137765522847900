/**
 * Places that remember checkpoints of a log; start at {@link org.folkmoot.audit.ledger.FolderLedger}, then the others that
 * implement {@link org.folkmoot.api.audit.LedgerAdapter}. What all of them check is in {@link
 * org.folkmoot.audit.ledger.CheckpointGate}. The anchor on an Ethereum chain is in {@code org.folkmoot.audit.evm}.
 */
@NullMarked
package org.folkmoot.audit.ledger;

import org.jspecify.annotations.NullMarked;
