package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.Domain;
import org.folkmoot.secure.SecureRound;

/**
 * A client's keys of one round. Signed in the context of the round's digest, so that they are good for no other.
 *
 * @param entry the keys
 * @param signature the client's
 */
public record KeyAdvertisement(RosterEntry entry, Bytes signature) implements Signing {
    /** {@return the keys, signed} */
    public static KeyAdvertisement signed(RosterEntry entry, SecureRound round, SigningKey key) {
        byte[] message = Signing.message(Domain.ADVERTISE, round.digest(), entry.encode());
        return new KeyAdvertisement(entry, key.sign(message));
    }

    /** {@return the message of these bytes} */
    public static KeyAdvertisement decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(bytes, MessageKind.ADVERTISEMENT, KeyAdvertisement::from);
    }

    static KeyAdvertisement from(WireReader in) throws MalformedMessageException {
        return new KeyAdvertisement(RosterEntry.from(in), in.signature());
    }

    /** {@return the bytes} */
    public byte[] encode() {
        return writeTo(WireWriter.of(MessageKind.ADVERTISEMENT, size())).end();
    }

    int size() {
        return RosterEntry.BYTES + WireWriter.sizeOf(signature);
    }

    WireWriter writeTo(WireWriter out) {
        return out.raw(entry.encode()).signature(signature);
    }

    /** {@return the client} */
    public Digest pseudonym() {
        return entry.pseudonym();
    }

    @Override
    public Domain purpose() {
        return Domain.ADVERTISE;
    }

    @Override
    public byte[] content() {
        return entry.encode();
    }
}
