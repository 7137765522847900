package org.folkmoot.secure.message;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client's neighbours dealt to it.
 *
 * @param dealers which of its neighbours dealt shares to all of theirs
 * @param shares one for each of these, ascending
 */
public record ForwardedShares(IndexSet dealers, List<SealedShares> shares) {
    /** Copies the list; rejects more or fewer shares than dealers. */
    public ForwardedShares {
        shares = List.copyOf(shares);
        if (shares.size() != dealers.count()) {
            throw new IllegalArgumentException(
                    "shares: " + shares.size() + " (expected: " + dealers.count() + ", one for each dealer)");
        }
    }

    /** {@return the message of these bytes} */
    public static ForwardedShares decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(bytes, MessageKind.FORWARDED, in -> {
            IndexSet dealers = in.indexSet();
            List<SealedShares> shares = new ArrayList<>();
            for (int i = 0; i < dealers.count(); i++) {
                shares.add(SealedShares.from(in));
            }
            return new ForwardedShares(dealers, shares);
        });
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = Integer.BYTES + IndexSet.bytesFor(dealers.range()) + shares.size() * SealedShares.BYTES;
        WireWriter out = WireWriter.of(MessageKind.FORWARDED, size).indexSet(dealers);
        shares.forEach(each -> each.writeTo(out));
        return out.end();
    }
}
