package org.folkmoot.secure.message;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * The roster, as far as one client needs it: itself and its neighbours.
 *
 * @param root root over all entries, sorted by pseudonym
 * @param count entries of the roster
 * @param ownIndex place of the client that this is for
 * @param logProof that the root is on record
 * @param beaconProof of the seed that was fixed afterwards; empty where all are neighbours
 * @param listed entries of the client and its neighbours, ascending
 */
public record RosterMessage(
        Digest root, int count, int ownIndex, Bytes logProof, Bytes beaconProof, List<Listed> listed) {
    /** Copies the list. */
    public RosterMessage {
        listed = List.copyOf(listed);
    }

    /**
     * One entry.
     *
     * @param index its place
     * @param keys what its client advertised
     * @param path proof that it is at its place; empty where all entries are listed
     */
    public record Listed(int index, KeyAdvertisement keys, List<Digest> path) {
        private static final int LEAST_BYTES = Integer.BYTES + RosterEntry.BYTES + 2;

        /** Copies the path. */
        public Listed {
            path = List.copyOf(path);
        }

        private int size() {
            return Integer.BYTES + keys.size() + WireWriter.sizeOf(path);
        }

        private static Listed from(WireReader in) throws MalformedMessageException {
            return new Listed(in.index(), KeyAdvertisement.from(in), in.path());
        }
    }

    /** {@return the message of these bytes} */
    public static RosterMessage decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(
                bytes,
                MessageKind.ROSTER,
                in -> new RosterMessage(in.digest(), in.index(), in.index(), in.proof(), in.proof(), listed(in)));
    }

    private static List<Listed> listed(WireReader in) throws MalformedMessageException {
        int count = in.count(Listed.LEAST_BYTES);
        List<Listed> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(Listed.from(in));
        }
        return all;
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = Digest.BYTES + 5 * Integer.BYTES + logProof.size() + beaconProof.size();
        size += listed.stream().mapToInt(Listed::size).sum();
        WireWriter out = WireWriter.of(MessageKind.ROSTER, size)
                .digest(root)
                .number(count)
                .number(ownIndex)
                .proof(logProof)
                .proof(beaconProof)
                .number(listed.size());
        listed.forEach(each -> each.keys().writeTo(out.number(each.index())).path(each.path()));
        return out.end();
    }
}
