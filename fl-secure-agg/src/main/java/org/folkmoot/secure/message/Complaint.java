package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.Domain;

/**
 * A client's word that it cannot use what a neighbour dealt to it. It proves nothing against the neighbour: coordinator and
 * complainant may be the cause as well.
 *
 * @param from place of the client
 * @param about place of the neighbour
 * @param signature the client's, in the context of the session
 */
public record Complaint(int from, int about, Bytes signature) implements Signing {
    /** {@return the complaint, signed} */
    public static Complaint signed(int from, int about, Digest session, SigningKey key) {
        Complaint unsigned = new Complaint(from, about, Bytes.of(new byte[0]));
        return new Complaint(from, about, key.sign(Signing.message(Domain.COMPLAIN, session, unsigned.content())));
    }

    /** {@return the message of these bytes} */
    public static Complaint decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(
                bytes, MessageKind.COMPLAINT, in -> new Complaint(in.index(), in.index(), in.signature()));
    }

    /** {@return the bytes} */
    public byte[] encode() {
        return WireWriter.of(MessageKind.COMPLAINT, 2 * Integer.BYTES + WireWriter.sizeOf(signature))
                .number(from)
                .number(about)
                .signature(signature)
                .end();
    }

    @Override
    public Domain purpose() {
        return Domain.COMPLAIN;
    }

    @Override
    public byte[] content() {
        return new byte[] {
            (byte) (from >>> 24), (byte) (from >>> 16), (byte) (from >>> 8), (byte) from,
            (byte) (about >>> 24), (byte) (about >>> 16), (byte) (about >>> 8), (byte) about
        };
    }
}
