package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.crypto.MalformedVectorException;
import org.folkmoot.secure.crypto.PackedRing;
import org.folkmoot.secure.crypto.RingLanes;

/**
 * A masked input, packed, with its client's signature over the leaf that stands for it. Not a record, because it is large and
 * kept as the array that it came in.
 */
public final class MaskedVector {
    private static final int HEAD_BYTES = Integer.BYTES;

    private final int from;
    private final Bytes signature;
    private final byte[] packed;

    private MaskedVector(int from, Bytes signature, byte[] packed) {
        this.from = from;
        this.signature = signature;
        this.packed = packed;
    }

    /**
     * {@return the input, signed; keeps the array}
     *
     * @param leaf the digest that stands for it, see {@link org.folkmoot.secure.Session#inputLeaf}
     */
    public static MaskedVector signed(int from, byte[] packed, Digest leaf, SigningKey key) {
        return new MaskedVector(from, key.sign(leaf.bytes()), packed);
    }

    /** {@return the message of these bytes} */
    public static MaskedVector decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(
                bytes, MessageKind.MASKED, in -> new MaskedVector(in.index(), in.signature(), in.rest()));
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = HEAD_BYTES + WireWriter.sizeOf(signature) + packed.length;
        return WireWriter.of(MessageKind.MASKED, size)
                .number(from)
                .signature(signature)
                .raw(packed)
                .end();
    }

    /** {@return place of the client} */
    public int from() {
        return from;
    }

    /** {@return SHA-256 of the packed vector: the payload of a client statement} */
    public Digest payload() {
        return Digest.sha256(packed);
    }

    /** {@return the packed vector, copied} */
    public Bytes packed() {
        return Bytes.of(packed);
    }

    /** Returns if the member signed this leaf. */
    public void verify(MemberKeys members, Digest pseudonym, Digest leaf) throws BadSignatureException {
        members.verify(pseudonym, leaf.bytes(), signature);
    }

    /**
     * Adds the vector to a sum.
     *
     * @throws MalformedMessageException if it has another shape; the sum is then as it was
     */
    public void addTo(RingLanes sum) throws MalformedMessageException {
        try {
            PackedRing.addTo(sum, packed);
        } catch (MalformedVectorException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "MaskedVector[from " + from + ", " + packed.length + " bytes]";
    }
}
