package org.folkmoot.secure.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.Domain;
import org.folkmoot.secure.crypto.Secret;

/**
 * One share for each neighbour that dealt shares to this client: that of the seed where the neighbour survived, that of the
 * mask key where it dropped out. There is no way to say both.
 *
 * @param from place of the client
 * @param shares one for each dealer among its neighbours, ascending
 * @param signature the client's, in the context of the session
 */
public record Revelation(int from, List<Secret> shares, Bytes signature) implements Signing {
    /** Copies the list, not the secrets. */
    public Revelation {
        shares = List.copyOf(shares);
    }

    /** {@return the shares, signed} */
    public static Revelation signed(int from, List<Secret> shares, Digest session, SigningKey key) {
        Revelation unsigned = new Revelation(from, shares, Bytes.of(new byte[0]));
        return new Revelation(from, shares, key.sign(Signing.message(Domain.REVEAL, session, unsigned.content())));
    }

    /** {@return the message of these bytes} */
    public static Revelation decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(bytes, MessageKind.REVELATION, in -> {
            int from = in.index();
            int count = in.count(Secret.BYTES);
            List<Secret> shares = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                shares.add(Secret.of(in.bytes(Secret.BYTES)));
            }
            return new Revelation(from, shares, in.signature());
        });
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = 2 * Integer.BYTES + shares.size() * Secret.BYTES + WireWriter.sizeOf(signature);
        WireWriter out =
                WireWriter.of(MessageKind.REVELATION, size).number(from).number(shares.size());
        shares.forEach(out::secret);
        return out.signature(signature).end();
    }

    @Override
    public Domain purpose() {
        return Domain.REVEAL;
    }

    @Override
    public byte[] content() {
        byte[] whole = new Revelation(from, shares, Bytes.of(new byte[0])).encode();
        return Arrays.copyOf(whole, whole.length - 1);
    }
}
