/**
 * What a run reads from and writes to its ledger folder. Start at {@link org.folkmoot.engine.ledger.ChainLog}.
 */
@NullMarked
package org.folkmoot.engine.ledger;

import org.jspecify.annotations.NullMarked;
