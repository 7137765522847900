package org.folkmoot.secure.message;

import java.nio.ByteBuffer;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.crypto.X25519Pair;

/**
 * A client of a session: an entry of the roster, whose root the log holds before anybody masks anything.
 *
 * @param pseudonym the client, as the log knows it
 * @param maskKey public key that its pairwise masks are agreed by
 * @param channelKey public key that shares for it are sealed by
 * @param seedCommitment commitment to the seed of its own mask
 */
public record RosterEntry(Digest pseudonym, Bytes maskKey, Bytes channelKey, Digest seedCommitment) {
    static final int BYTES = 2 * Digest.BYTES + 2 * X25519Pair.PUBLIC_BYTES;

    /** Rejects keys of other lengths. */
    public RosterEntry {
        if (maskKey.size() != X25519Pair.PUBLIC_BYTES || channelKey.size() != X25519Pair.PUBLIC_BYTES) {
            throw new IllegalArgumentException("keys: " + maskKey.size() + " and " + channelKey.size()
                    + " bytes (expected: " + X25519Pair.PUBLIC_BYTES + ")");
        }
    }

    /** {@return the bytes that the roster's root is over} */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(pseudonym.bytes())
                .put(maskKey.toByteArray())
                .put(channelKey.toByteArray())
                .put(seedCommitment.bytes())
                .array();
    }

    static RosterEntry from(WireReader in) throws MalformedMessageException {
        return new RosterEntry(
                in.digest(), in.fixed(X25519Pair.PUBLIC_BYTES), in.fixed(X25519Pair.PUBLIC_BYTES), in.digest());
    }
}
