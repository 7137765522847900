package org.folkmoot.secure.client;

import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.message.IndexSet;

/**
 * A client's place in a session.
 *
 * @param setup what it brought
 * @param checks what it insists on
 * @param session the session
 * @param id the session's id
 * @param index its place in the roster
 * @param peers its neighbours, ascending
 */
record Seat(ClientSetup setup, Checks checks, Session session, Digest id, int index, List<Peer> peers)
        implements AutoCloseable {
    int threshold() {
        return session.plan().threshold();
    }

    /** {@return which of its neighbours are in a set of places in the roster} */
    int countOf(IndexSet places) {
        return (int)
                peers.stream().filter(peer -> places.contains(peer.index())).count();
    }

    int[] peerPlaces() {
        return peers.stream().mapToInt(Peer::index).toArray();
    }

    /** {@return the neighbour at this place of the roster, as a place among the neighbours; negative for none} */
    int peerAt(int place) {
        return Arrays.binarySearch(peerPlaces(), place);
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}
