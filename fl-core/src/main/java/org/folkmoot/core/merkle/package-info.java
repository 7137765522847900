/**
 * Merkle trees: one root commits to many byte strings in order, and short proofs show that one of them is in it or that
 * a later tree extends it. The only tree shape of the project, for logs, participant records and model chunks alike.
 *
 * <p>Start reading at {@link org.folkmoot.core.merkle.GrowingMerkleTree} (makes proofs) and
 * {@link org.folkmoot.core.merkle.InclusionProof} (checks one); {@link org.folkmoot.core.merkle.MerkleHash} says how
 * hashes are made.
 */
@NullMarked
package org.folkmoot.core.merkle;

import org.jspecify.annotations.NullMarked;
