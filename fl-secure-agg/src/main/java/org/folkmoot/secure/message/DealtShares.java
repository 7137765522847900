package org.folkmoot.secure.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.Domain;

/**
 * What a client deals to its neighbours, in their order. Signed, so that who dealt wrong shares can be shown.
 *
 * @param from place of the dealer
 * @param shares one for each neighbour, ascending
 * @param signature the dealer's, in the context of the session
 */
public record DealtShares(int from, List<SealedShares> shares, Bytes signature) implements Signing {
    /** Copies the list. */
    public DealtShares {
        shares = List.copyOf(shares);
    }

    /** {@return the shares, signed} */
    public static DealtShares signed(int from, List<SealedShares> shares, Digest session, SigningKey key) {
        DealtShares unsigned = new DealtShares(from, shares, Bytes.of(new byte[0]));
        return new DealtShares(from, shares, key.sign(Signing.message(Domain.DEAL, session, unsigned.content())));
    }

    /** {@return the message of these bytes} */
    public static DealtShares decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(bytes, MessageKind.DEALT, in -> {
            int from = in.index();
            int count = in.count(SealedShares.BYTES);
            List<SealedShares> shares = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                shares.add(SealedShares.from(in));
            }
            return new DealtShares(from, shares, in.signature());
        });
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = 2 * Integer.BYTES + shares.size() * SealedShares.BYTES + WireWriter.sizeOf(signature);
        WireWriter out = WireWriter.of(MessageKind.DEALT, size).number(from).number(shares.size());
        shares.forEach(each -> each.writeTo(out));
        return out.signature(signature).end();
    }

    @Override
    public Domain purpose() {
        return Domain.DEAL;
    }

    @Override
    public byte[] content() {
        byte[] whole = new DealtShares(from, shares, Bytes.of(new byte[0])).encode();
        return Arrays.copyOf(whole, whole.length - 1);
    }
}
