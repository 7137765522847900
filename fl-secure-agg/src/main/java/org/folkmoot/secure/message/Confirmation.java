package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.Domain;

/**
 * A client's word that it helps to unmask these survivors and no others.
 *
 * @param from place of the client
 * @param root root of the survivors
 * @param signature the client's, in the context of the session
 */
public record Confirmation(int from, Digest root, Bytes signature) implements Signing {
    /** {@return the confirmation, signed} */
    public static Confirmation signed(int from, Digest root, Digest session, SigningKey key) {
        return new Confirmation(from, root, key.sign(Signing.message(Domain.CONFIRM, session, root.bytes())));
    }

    /** {@return the message of these bytes} */
    public static Confirmation decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(
                bytes, MessageKind.CONFIRMATION, in -> new Confirmation(in.index(), in.digest(), in.signature()));
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = Integer.BYTES + Digest.BYTES + WireWriter.sizeOf(signature);
        return WireWriter.of(MessageKind.CONFIRMATION, size)
                .number(from)
                .digest(root)
                .signature(signature)
                .end();
    }

    @Override
    public Domain purpose() {
        return Domain.CONFIRM;
    }

    @Override
    public byte[] content() {
        return root.bytes();
    }
}
