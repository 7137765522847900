package org.folkmoot.core.merkle;

import org.folkmoot.api.Digest;

/**
 * Where the hashes of full subtrees come from: memory, or files.
 *
 * @param <E> what reading may throw
 */
@FunctionalInterface
public interface FullSubtrees<E extends Exception> {
    /**
     * {@return the root of the leaves [index · 2^height, (index + 1) · 2^height), all of which exist}
     *
     * @param height 0 for leaf hashes
     * @param index position among the full subtrees of this height
     */
    Digest root(int height, long index) throws E;
}
