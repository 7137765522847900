/**
 * What every ledger keeps to. Start at {@link org.folkmoot.testkit.ledger.LedgerAdapterContract}: implement its hooks in
 * a test class, and all its tests run.
 */
@NullMarked
package org.folkmoot.testkit.ledger;

import org.jspecify.annotations.NullMarked;
