package org.folkmoot.core.merkle;

import static java.util.Objects.checkFromIndexSize;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle root of a long byte stream cut into chunks, so that a dispute about a model is a dispute about one chunk.
 *
 * <p>Guarantees: leaf i is the bytes [i · {@value #CHUNK_BYTES}, (i + 1) · {@value #CHUNK_BYTES}), the last one may be
 * shorter; how the stream is split over calls does not matter; memory is O(log n). Does not keep what proofs need: make
 * a {@link MerkleTree} over the chunks for that. Not thread safe.
 *
 * <p>Source: RFC 6962 §2.1; chunk refereeing as in Verde (Arun et al. 2025).
 */
public final class ChunkedRoot {
    /** The length of every chunk but the last. */
    public static final int CHUNK_BYTES = 65_536;

    private final MessageDigest chunk = Digest.newSha256();
    private final CompactRange leaves = CompactRange.empty();
    private int chunkLength;
    private @Nullable Digest root;

    private ChunkedRoot() {}

    /** {@return a root over no bytes so far} */
    public static ChunkedRoot create() {
        return new ChunkedRoot();
    }

    /** {@return the root over exactly these bytes} */
    public static Digest of(byte[] content) {
        ChunkedRoot chunked = create();
        chunked.update(content, 0, content.length);
        return chunked.root();
    }

    /** Takes the next bytes of the stream. */
    public void update(byte[] bytes, int offset, int length) {
        checkFromIndexSize(offset, length, bytes.length);
        update(ByteBuffer.wrap(bytes, offset, length));
    }

    /** Takes the next bytes of the stream, all that remain in the buffer. */
    public void update(ByteBuffer bytes) {
        if (root != null) {
            throw new IllegalStateException("root: already taken (expected: update before root)");
        }
        while (bytes.hasRemaining()) {
            if (chunkLength == 0) {
                chunk.update(MerkleHash.LEAF_PREFIX);
            }
            int taken = Math.min(bytes.remaining(), CHUNK_BYTES - chunkLength);
            int limit = bytes.limit();
            chunk.update(bytes.limit(bytes.position() + taken));
            bytes.limit(limit);
            chunkLength += taken;
            if (chunkLength == CHUNK_BYTES) {
                endChunk();
            }
        }
    }

    /** {@return the root over all bytes; after this no more are taken} */
    public Digest root() {
        Digest known = root;
        if (known == null) {
            if (chunkLength > 0) {
                endChunk();
            }
            known = leaves.root();
            root = known;
        }
        return known;
    }

    private void endChunk() {
        leaves.append(Digest.of(chunk.digest()));
        chunkLength = 0;
    }
}
