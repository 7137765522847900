/**
 * What a proof looks like on its own, and the ways in which one can fail to hold.
 *
 * <p>Start reading at {@link org.folkmoot.audit.proof.FailureKind} (what can be wrong, with word and exit code), then
 * {@link org.folkmoot.audit.proof.InvalidProofException} (what is wrong here) and
 * {@link org.folkmoot.audit.proof.ProofFile} (one leaf with its path and checkpoint).
 */
@NullMarked
package org.folkmoot.audit.proof;

import org.jspecify.annotations.NullMarked;
