package org.folkmoot.engine.secure;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.secure.NotOnRecordException;

/**
 * A leaf and its path as bytes, in the messages of a secure session: index (8 bytes), length of the leaf (4), the leaf, the
 * digests of its path. All numbers are big-endian.
 */
public final class LeafProof {
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MOST_PATH = 63;

    private LeafProof() {}

    static Bytes encode(ProvenLeaf leaf) {
        ByteBuffer out = ByteBuffer.allocate(
                HEAD_BYTES + leaf.leaf().size() + leaf.inclusion().size() * Digest.BYTES);
        out.putLong(leaf.index()).putInt(leaf.leaf().size()).put(leaf.leaf().toByteArray());
        leaf.inclusion().forEach(digest -> out.put(digest.bytes()));
        return Bytes.of(out.array());
    }

    /**
     * {@return the leaf, unverified}
     *
     * @throws NotOnRecordException if the bytes are none
     */
    public static ProvenLeaf decode(Bytes bytes) throws NotOnRecordException {
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        try {
            long index = in.getLong();
            int length = in.getInt();
            int path = in.remaining() - length;
            if (index < 0 || length < 0 || path < 0 || path % Digest.BYTES != 0 || path > MOST_PATH * Digest.BYTES) {
                throw new NotOnRecordException("proof: " + bytes.size() + " bytes (expected: a leaf and its path)");
            }
            byte[] leaf = new byte[length];
            in.get(leaf);
            return new ProvenLeaf(index, Bytes.of(leaf), digests(in));
        } catch (BufferUnderflowException e) {
            throw new NotOnRecordException("proof: " + bytes.size() + " bytes (expected: a leaf and its path)");
        }
    }

    private static List<Digest> digests(ByteBuffer in) {
        List<Digest> digests = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] digest = new byte[Digest.BYTES];
            in.get(digest);
            digests.add(Digest.of(digest));
        }
        return digests;
    }
}
