package org.folkmoot.secure.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/** Reads a message from its front; every count is bounded by what is left before anything is allocated. */
final class WireReader {
    private static final int MAX_PATH = 40;

    private final ByteBuffer in;

    private WireReader(ByteBuffer in) {
        this.in = in;
    }

    /** {@return what a decoder makes of these bytes, all of which it must use} */
    static <T> T decode(byte[] bytes, MessageKind kind, Decoder<T> decoder) throws MalformedMessageException {
        WireReader reader = new WireReader(ByteBuffer.wrap(bytes));
        try {
            if (reader.in.get() != WireWriter.VERSION || reader.in.get() != kind.number()) {
                throw new MalformedMessageException("message: not of this kind (expected: " + kind + ")");
            }
            T message = decoder.from(reader);
            if (reader.in.hasRemaining()) {
                throw new MalformedMessageException(
                        "message: " + reader.in.remaining() + " bytes after its end (expected: none)");
            }
            return message;
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("message: ends too early, after " + bytes.length + " bytes");
        }
    }

    /** Reads one message. */
    @FunctionalInterface
    interface Decoder<T> {
        T from(WireReader reader) throws MalformedMessageException;
    }

    int index() throws MalformedMessageException {
        int value = in.getInt();
        if (value < 0) {
            throw new MalformedMessageException("index: " + value + " (expected: >= 0)");
        }
        return value;
    }

    /** {@return a count of things that take at least so many bytes each} */
    int count(int bytesEach) throws MalformedMessageException {
        int value = in.getInt();
        if (value < 0 || value > in.remaining() / bytesEach) {
            throw new MalformedMessageException("count: " + value + " (expected: what " + in.remaining()
                    + " bytes hold, at " + bytesEach + " each)");
        }
        return value;
    }

    int unsignedByte() {
        return in.get() & 0xFF;
    }

    byte[] bytes(int length) throws MalformedMessageException {
        if (length > in.remaining()) {
            throw new MalformedMessageException(
                    "message: " + in.remaining() + " bytes left (expected: at least " + length + ")");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    Bytes fixed(int length) throws MalformedMessageException {
        return Bytes.of(bytes(length));
    }

    Digest digest() throws MalformedMessageException {
        return Digest.of(bytes(Digest.BYTES));
    }

    Bytes signature() throws MalformedMessageException {
        return fixed(unsignedByte());
    }

    Bytes proof() throws MalformedMessageException {
        return fixed(count(1));
    }

    List<Digest> path() throws MalformedMessageException {
        int length = unsignedByte();
        if (length > MAX_PATH) {
            throw new MalformedMessageException("path: " + length + " hashes (expected: <= " + MAX_PATH + ")");
        }
        List<Digest> path = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            path.add(digest());
        }
        return path;
    }

    IndexSet indexSet() throws MalformedMessageException {
        int size = in.getInt();
        if (size < 0 || size > (long) in.remaining() * Byte.SIZE) {
            throw new MalformedMessageException("set: of " + size + " (expected: what the message holds)");
        }
        return IndexSet.decode(bytes(IndexSet.bytesFor(size)), size);
    }

    byte[] rest() {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }
}
