/**
 * The leaves of the log as types, their exact bytes, and the rules by which one leaf may follow another.
 *
 * <p>Start reading at {@link org.folkmoot.audit.leaf.LogLeaf} (what a leaf can be), then
 * {@link org.folkmoot.audit.leaf.LeafCodec} (its bytes) and {@link org.folkmoot.audit.chain.ChainState} (what may come
 * next). The bytes are specified in {@code docs/spec/round-proof.md}.
 */
@NullMarked
package org.folkmoot.audit.leaf;

import org.jspecify.annotations.NullMarked;
