package org.folkmoot.secure.client;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.SharePair;
import org.folkmoot.secure.message.IndexSet;

/**
 * What a client holds of its neighbours.
 *
 * @param dealers which neighbours dealt, as places among the neighbours
 * @param pairs the shares of each dealer, ascending
 */
record HeldShares(IndexSet dealers, List<SharePair> pairs) implements AutoCloseable {
    /** {@return of each dealer the one share that its fate calls for}: the seed's if it survived, else the key's. */
    List<Secret> revealed(List<Peer> peers, IndexSet survivors) {
        List<Secret> revealed = new ArrayList<>(pairs.size());
        int[] places = dealers.places().toArray();
        for (int i = 0; i < places.length; i++) {
            boolean survived = survivors.contains(peers.get(places[i]).index());
            revealed.add(survived ? pairs.get(i).seed() : pairs.get(i).key());
        }
        return revealed;
    }

    @Override
    public void close() {
        pairs.forEach(SharePair::close);
    }
}
