/**
 * Checks a ledger without asking anyone: signatures, tree, chain, records, inputs, model, and if asked the arithmetic.
 *
 * <p>Start reading at {@link org.folkmoot.audit.verify.LedgerVerifier}, then
 * {@link org.folkmoot.audit.verify.TrustAnchor} (trust comes from outside) and
 * {@link org.folkmoot.audit.proof.FailureKind} (what can be wrong). What is checked, in which order, is specified in
 * {@code docs/spec/round-proof.md}.
 */
@NullMarked
package org.folkmoot.audit.verify;

import org.jspecify.annotations.NullMarked;
