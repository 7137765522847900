package org.folkmoot.secure.evidence;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.WeakKeyException;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.graph.NeighbourGraph;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.RosterEntry;
import org.folkmoot.secure.message.Survivors;

/**
 * All that an auditor needs beside the masked inputs to compute the sum again.
 *
 * <p>It is what the coordinator knows, no more: with it and the masked inputs the sum shows and single inputs do not, as long
 * as the secrets of no client are both there. It stays private all the same, because pairwise masks rest on X25519, which
 * somebody may break who keeps it long enough.
 *
 * @param session the session
 * @param roster its entries, sorted by pseudonym
 * @param dealers who dealt shares
 * @param survivors whose inputs are summed
 * @param inputLeaves what stands for their inputs, ascending by place
 * @param revealed what survivors revealed
 */
public record SecureEvidence(
        Session session,
        List<RosterEntry> roster,
        IndexSet dealers,
        Survivors survivors,
        List<Digest> inputLeaves,
        RevealedSecrets revealed) {
    /** Copies the lists; rejects more or fewer secrets than there must be. */
    public SecureEvidence {
        roster = List.copyOf(roster);
        inputLeaves = List.copyOf(inputLeaves);
        require("roster", roster.size(), session.plan().clients());
        require("dealers", dealers.range(), roster.size());
        require("survivors", survivors.places().range(), roster.size());
        require("inputLeaves", inputLeaves.size(), survivors.places().count());
        require("seeds", revealed.seeds().size(), survivors.places().count());
        require("keys", revealed.keys().size(), dropped(dealers, survivors).length);
    }

    private static void require(String name, int value, int expected) {
        if (value != expected) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    private static int[] dropped(IndexSet dealers, Survivors survivors) {
        return dealers.places()
                .filter(place -> !survivors.places().contains(place))
                .toArray();
    }

    /** Takes away from a sum of masked inputs all masks that are left in it. */
    public void unmask(RingLanes sum) {
        List<Mask> masks = masksLeft();
        sum.apply(masks, session.round().parameters().suite());
        masks.forEach(Mask::close);
    }

    private List<Mask> masksLeft() {
        Digest id = session.id();
        List<Mask> masks = new ArrayList<>();
        int[] survived = survivors.places().places().toArray();
        for (int i = 0; i < survived.length; i++) {
            masks.add(undone(Session.ownMask(id, survived[i], revealed.seeds().get(i))));
        }
        int[] dropped = dropped(dealers, survivors);
        NeighbourGraph graph = session.graph();
        for (int i = 0; i < dropped.length; i++) {
            addPairMasks(
                    masks,
                    id,
                    dropped[i],
                    graph.neighboursOf(dropped[i]),
                    revealed.keys().get(i));
        }
        return masks;
    }

    private void addPairMasks(List<Mask> masks, Digest id, int dropped, int[] neighbours, Secret key) {
        X25519Pair pair = X25519Pair.of(key);
        for (int neighbour : neighbours) {
            if (survivors.places().contains(neighbour)) {
                masks.add(undone(pairMask(id, dropped, neighbour, pair)));
            }
        }
    }

    /** The mask as the surviving neighbour put it on, agreed from the other side. */
    private Mask pairMask(Digest id, int dropped, int neighbour, X25519Pair pair) {
        try {
            return Session.pairMask(
                    id, neighbour, dropped, pair, roster.get(neighbour).maskKey());
        } catch (WeakKeyException e) {
            throw new IllegalStateException("mask key of client " + neighbour + ": of low order", e);
        }
    }

    private static Mask undone(Mask mask) {
        return new Mask(mask.key(), !mask.subtracted());
    }

    /**
     * Returns if the secrets, roster and leaves are what was committed to.
     *
     * @throws ReplayFailedException if not, with what does not fit
     */
    void verify() throws ReplayFailedException {
        Digest root = MerkleTree.ofLeaves(
                        roster.stream().map(RosterEntry::encode).toList())
                .root();
        requireEqual("roster", root, session.roster());
        verifySurvivors();
        int[] survived = survivors.places().places().toArray();
        for (int i = 0; i < survived.length; i++) {
            Digest commitment = Session.commitment(revealed.seeds().get(i));
            requireEqual(
                    "seed of client " + survived[i],
                    commitment,
                    roster.get(survived[i]).seedCommitment());
        }
        verifyKeys();
    }

    private void verifySurvivors() throws ReplayFailedException {
        int[] survived = survivors.places().places().toArray();
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < survived.length; i++) {
            entries.add(Survivors.entry(roster.get(survived[i]).pseudonym(), inputLeaves.get(i)));
        }
        requireEqual("survivors", MerkleTree.ofLeaves(entries).root(), survivors.entries());
    }

    private void verifyKeys() throws ReplayFailedException {
        int[] dropped = dropped(dealers, survivors);
        for (int i = 0; i < dropped.length; i++) {
            X25519Pair pair = X25519Pair.of(revealed.keys().get(i));
            if (!pair.publicKey().equals(roster.get(dropped[i]).maskKey())) {
                throw new ReplayFailedException("mask key of client " + dropped[i] + ": not the one it advertised");
            }
        }
    }

    private static void requireEqual(String what, Digest found, Digest expected) throws ReplayFailedException {
        if (!found.equals(expected)) {
            throw new ReplayFailedException(
                    what + ": " + found.abbreviated() + " (expected: " + expected.abbreviated() + ")");
        }
    }

    @Override
    public String toString() {
        return "SecureEvidence[" + survivors.places() + " of round "
                + session.round().attempt() + "]";
    }
}
