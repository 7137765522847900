/**
 * Somebody else who watches a log: cosigns checkpoints and refuses those that do not extend the last one.
 *
 * <p>Start reading at {@link org.folkmoot.audit.witness.HttpWitness} (asks one) and
 * {@link org.folkmoot.audit.witness.WitnessServer} (is one). Both speak the C2SP tlog-witness protocol, so either may be
 * replaced by another implementation.
 */
@NullMarked
package org.folkmoot.audit.witness;

import org.jspecify.annotations.NullMarked;
