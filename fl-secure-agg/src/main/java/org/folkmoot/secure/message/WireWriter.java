package org.folkmoot.secure.message;

import java.nio.ByteBuffer;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.crypto.Secret;

/** Writes a message whose size is known. */
final class WireWriter {
    static final byte VERSION = 1;

    /** Version and kind. */
    static final int HEAD_BYTES = 2;

    private static final int MAX_SIGNATURE = 255;

    private final byte[] message;
    private final ByteBuffer out;

    private WireWriter(byte[] message) {
        this.message = message;
        this.out = ByteBuffer.wrap(message);
    }

    /** {@return a writer of a message with so many bytes after its head} */
    static WireWriter of(MessageKind kind, int size) {
        WireWriter writer = new WireWriter(new byte[HEAD_BYTES + size]);
        writer.out.put(VERSION).put(kind.number());
        return writer;
    }

    static int sizeOf(Bytes signature) {
        return 1 + signature.size();
    }

    static int sizeOf(List<Digest> path) {
        return 1 + path.size() * Digest.BYTES;
    }

    WireWriter number(int value) {
        out.putInt(value);
        return this;
    }

    WireWriter unsignedByte(int value) {
        out.put((byte) value);
        return this;
    }

    WireWriter digest(Digest digest) {
        out.put(digest.bytes());
        return this;
    }

    WireWriter raw(byte[] bytes) {
        out.put(bytes);
        return this;
    }

    WireWriter raw(Bytes bytes) {
        out.put(bytes.toByteArray());
        return this;
    }

    WireWriter signature(Bytes signature) {
        if (signature.size() > MAX_SIGNATURE) {
            throw new IllegalArgumentException(
                    "signature: " + signature.size() + " bytes (expected: <= " + MAX_SIGNATURE + ")");
        }
        out.put((byte) signature.size());
        return raw(signature);
    }

    WireWriter proof(Bytes proof) {
        return number(proof.size()).raw(proof);
    }

    WireWriter path(List<Digest> path) {
        out.put((byte) path.size());
        path.forEach(this::digest);
        return this;
    }

    WireWriter indexSet(IndexSet set) {
        return number(set.range()).raw(set.encode());
    }

    WireWriter secret(Secret secret) {
        secret.revealTo(out);
        return this;
    }

    byte[] end() {
        if (out.hasRemaining()) {
            throw new AssertionError("message: " + out.remaining() + " bytes not written");
        }
        return message;
    }
}
