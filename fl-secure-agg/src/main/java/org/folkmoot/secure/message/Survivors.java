package org.folkmoot.secure.message;

import java.nio.ByteBuffer;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * A set of survivors: who, and with which inputs. Each client helps to unmask one.
 *
 * @param places who, as places in the roster
 * @param entries root over the entries of the survivors, in order
 */
public record Survivors(IndexSet places, Digest entries) {
    /** {@return the root that the log holds}: over the set, as a leaf, and the entries. */
    public Digest root() {
        byte[] set = places.encode();
        byte[] framed = ByteBuffer.allocate(Integer.BYTES + set.length)
                .putInt(places.range())
                .put(set)
                .array();
        return MerkleHash.node(MerkleHash.leaf(framed), entries);
    }

    /** {@return the bytes of one entry}: the client and the leaf that stands for its masked input. */
    public static byte[] entry(Digest pseudonym, Digest inputLeaf) {
        return ByteBuffer.allocate(2 * Digest.BYTES)
                .put(pseudonym.bytes())
                .put(inputLeaf.bytes())
                .array();
    }
}
