package org.folkmoot.api.transport;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * A leaf with the path that proves it is in the log of the accompanying {@link LogView}.
 *
 * @param index its position
 * @param leaf its bytes
 * @param inclusion path to the root of the view's checkpoint
 */
public record ProvenLeaf(long index, Bytes leaf, List<Digest> inclusion) {
    /** Copies the path. */
    public ProvenLeaf {
        inclusion = List.copyOf(inclusion);
    }
}
