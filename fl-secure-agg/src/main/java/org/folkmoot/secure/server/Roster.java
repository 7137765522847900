package org.folkmoot.secure.server;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.RosterEntry;

/** The clients of a session, sorted by pseudonym. */
final class Roster {
    private final List<KeyAdvertisement> keys;
    private final MerkleTree tree;
    private final TreeMap<Digest, Integer> places = new TreeMap<>();

    /** Keys of different clients, sorted by pseudonym. */
    Roster(Collection<KeyAdvertisement> sorted) {
        keys = List.copyOf(sorted);
        tree = MerkleTree.ofLeaves(
                keys.stream().map(each -> each.entry().encode()).toList());
        for (int i = 0; i < keys.size(); i++) {
            places.put(keys.get(i).pseudonym(), i);
        }
    }

    int size() {
        return keys.size();
    }

    Digest root() {
        return tree.root();
    }

    KeyAdvertisement keys(int place) {
        return keys.get(place);
    }

    RosterEntry entry(int place) {
        return keys.get(place).entry();
    }

    Digest pseudonym(int place) {
        return entry(place).pseudonym();
    }

    List<RosterEntry> entries() {
        return keys.stream().map(KeyAdvertisement::entry).toList();
    }

    List<Digest> path(int place) {
        return tree.inclusion(place).path();
    }

    OptionalInt placeOf(Digest pseudonym) {
        Integer place = places.get(pseudonym);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }
}
