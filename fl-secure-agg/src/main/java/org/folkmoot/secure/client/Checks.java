package org.folkmoot.secure.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.NotOnRecordException;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.crypto.Hkdf;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.SharePair;
import org.folkmoot.secure.crypto.WeakKeyException;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.message.Confirmation;
import org.folkmoot.secure.message.ConfirmationsMessage;
import org.folkmoot.secure.message.ForwardedShares;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.RosterMessage;
import org.folkmoot.secure.message.SealedShares;
import org.folkmoot.secure.message.Survivors;
import org.folkmoot.secure.message.SurvivorsMessage;

/**
 * All that a client insists on, each in a method of its own: what one of them is good for can be seen by leaving it out, as the
 * tests of attacks do. Whoever runs a session takes {@link #ALL}.
 */
interface Checks {
    /** Every check. */
    Checks ALL = new Checks() {};

    /** The promise is at least what the client asks for. */
    default void floor(ClientSetup setup) throws RefusalException {
        String objection = setup.floor().objection(setup.round().parameters()).orElse("");
        if (!objection.isEmpty()) {
            throw new RefusalException(RefusalReason.BELOW_FLOOR, objection);
        }
    }

    /** So many clients that, if all survive, their sum may show. */
    default void cohort(SecureRound round, int count) throws RefusalException {
        require(
                count >= round.parameters().minimumSurvivors(),
                RefusalReason.TOO_FEW_SURVIVORS,
                "roster: " + count + " clients (expected: >= "
                        + round.parameters().minimumSurvivors() + ")");
    }

    /** The roster was in the log before anybody was shown it. */
    default void rosterOnRecord(RoundLog log, RosterMessage roster) throws RefusalException {
        try {
            log.requireRoster(roster.root(), roster.count(), roster.logProof());
        } catch (NotOnRecordException e) {
            throw new RefusalException(RefusalReason.NOT_ON_RECORD, e);
        }
    }

    /** What is listed is this client and the neighbours that it drew itself. */
    default void neighbours(RosterMessage roster, int[] drawn) throws RefusalException {
        int[] listed = roster.listed().stream()
                .mapToInt(RosterMessage.Listed::index)
                .filter(index -> index != roster.ownIndex())
                .toArray();
        require(
                Arrays.equals(listed, drawn) && roster.listed().size() == drawn.length + 1,
                RefusalReason.WRONG_NEIGHBOURS,
                listed.length + " neighbours (expected: the " + drawn.length + " that the graph draws)");
    }

    /** The client's own keys are in it, as it sent them. */
    default void ownKeys(RosterMessage roster, KeyAdvertisement own) throws RefusalException {
        boolean there = roster.listed().stream()
                .anyMatch(
                        each -> each.index() == roster.ownIndex() && each.keys().equals(own));
        require(there, RefusalReason.NOT_ON_ROSTER, "own keys: not at place " + roster.ownIndex());
    }

    /** What is listed is what the root commits to, in the order of the pseudonyms, none of them twice. */
    default void entriesOfRoot(RosterMessage roster) throws RefusalException {
        Digest before = null;
        for (RosterMessage.Listed each : roster.listed()) {
            Digest pseudonym = each.keys().pseudonym();
            require(
                    before == null || before.compareTo(pseudonym) < 0,
                    RefusalReason.ROSTER_MISMATCH,
                    "roster: " + pseudonym.abbreviated() + " (expected: sorted, each once)");
            before = pseudonym;
        }
        if (roster.listed().size() == roster.count()) {
            wholeRoot(roster);
        } else {
            for (RosterMessage.Listed each : roster.listed()) {
                inclusion(each.keys().entry().encode(), each.index(), roster.count(), each.path(), roster.root());
            }
        }
    }

    private static void wholeRoot(RosterMessage roster) throws RefusalException {
        List<byte[]> entries = roster.listed().stream()
                .map(each -> each.keys().entry().encode())
                .toList();
        boolean bare = roster.listed().stream().allMatch(each -> each.path().isEmpty());
        require(
                bare && MerkleTree.ofLeaves(entries).root().equals(roster.root()),
                RefusalReason.ROSTER_MISMATCH,
                "roster: another root than that of its entries");
    }

    private static void inclusion(byte[] entry, int index, int count, List<Digest> path, Digest root)
            throws RefusalException {
        try {
            new InclusionProof(index, count, path).verify(MerkleHash.leaf(entry), root);
        } catch (InvalidMerkleProofException e) {
            throw new RefusalException(RefusalReason.ROSTER_MISMATCH, e);
        }
    }

    /** The keys of each are its own, and for this very round. */
    default void signatures(MemberKeys members, SecureRound round, RosterMessage roster) throws RefusalException {
        Digest context = round.digest();
        for (RosterMessage.Listed each : roster.listed()) {
            if (each.index() != roster.ownIndex()) {
                signature(members, each.keys(), context);
            }
        }
    }

    private static void signature(MemberKeys members, KeyAdvertisement keys, Digest context) throws RefusalException {
        try {
            keys.verify(members, keys.pseudonym(), context);
        } catch (BadSignatureException e) {
            throw new RefusalException(RefusalReason.BAD_SIGNATURE, e);
        }
    }

    /** No key stands for two clients or two purposes. */
    default void distinctKeys(RosterMessage roster) throws RefusalException {
        Set<Bytes> keys = new HashSet<>();
        for (RosterMessage.Listed each : roster.listed()) {
            boolean fresh = keys.add(each.keys().entry().maskKey())
                    && keys.add(each.keys().entry().channelKey());
            require(fresh, RefusalReason.REPEATED_KEY, "key of place " + each.index() + ": is another's too");
        }
    }

    /** {@return what this client and the holder of that key alone know}: anybody would, were the key of low order. */
    default Secret agreed(X25519Pair own, Bytes peer) throws RefusalException {
        try {
            return own.agree(peer);
        } catch (WeakKeyException e) {
            throw new RefusalException(RefusalReason.WEAK_KEY, e);
        }
    }

    /** {@return the mask that hides the input when the key of the pairwise masks is revealed} */
    default Mask ownMask(Digest session, int index, Secret seed) {
        return Session.ownMask(session, index, seed);
    }

    /** {@return the key that seals what one deals to another}: another in each direction, in each session. */
    default Secret channelKey(Secret agreed, Digest session, int from, int to) {
        return Hkdf.derive(agreed, session, "channel", from, to);
    }

    /** {@return what is under the seal of shares}: session, from whom to whom, how many are needed, and their checks. */
    default byte[] associated(Digest session, int from, int to, int threshold, int degree, Bytes checks) {
        return ByteBuffer.allocate(Digest.BYTES + 4 * Integer.BYTES + checks.size())
                .put(session.bytes())
                .putInt(from)
                .putInt(to)
                .putInt(threshold)
                .putInt(degree)
                .put(checks.toByteArray())
                .array();
    }

    /** Enough neighbours hold shares of one another. */
    default void enoughShares(Seat seat, ForwardedShares forwarded) throws RefusalException {
        require(
                forwarded.dealers().count() >= seat.threshold(),
                RefusalReason.TOO_FEW_SHARES,
                "dealers: " + forwarded.dealers().count() + " (expected: >= " + seat.threshold() + ")");
    }

    /** The shares are what their dealer vouched for. */
    default void sharesFit(SealedShares sealed, SharePair pair) throws RefusalException {
        require(
                Session.check(pair.seed()).equals(sealed.seedCheck())
                        && Session.check(pair.key()).equals(sealed.keyCheck()),
                RefusalReason.SHARES_MISMATCH,
                "shares: do not fit the checks that came with them");
    }

    /** The sum is of as many as was promised. */
    default void enoughSurvivors(Seat seat, Survivors survivors) throws RefusalException {
        int least = seat.setup().round().parameters().minimumSurvivors();
        require(
                survivors.places().count() >= least,
                RefusalReason.TOO_FEW_SURVIVORS,
                "survivors: " + survivors.places().count() + " (expected: >= " + least + ")");
    }

    /** This client is among them, with the input that it sent. */
    default void ownInput(Seat seat, SurvivorsMessage message, Digest inputLeaf) throws RefusalException {
        Survivors survivors = message.survivors();
        require(survivors.places().contains(seat.index()), RefusalReason.LEFT_OUT, "survivors: without this client");
        byte[] entry = Survivors.entry(seat.setup().pseudonym(), inputLeaf);
        int rank = survivors.places().rankOf(seat.index());
        try {
            new InclusionProof(rank, survivors.places().count(), message.ownPath())
                    .verify(MerkleHash.leaf(entry), survivors.entries());
        } catch (InvalidMerkleProofException e) {
            throw new RefusalException(RefusalReason.SURVIVORS_MISMATCH, e);
        }
    }

    /** No neighbour survives whose shares this client was never given: it would have been left without a mask. */
    default void knownSurvivors(Seat seat, HeldShares held, Survivors survivors) throws RefusalException {
        for (int place = 0; place < seat.peers().size(); place++) {
            int index = seat.peers().get(place).index();
            require(
                    held.dealers().contains(place) || !survivors.places().contains(index),
                    RefusalReason.UNKNOWN_SURVIVOR,
                    "neighbour " + index + ": survives, but dealt no shares");
        }
    }

    /** Enough neighbours are left. */
    default void enoughNeighbours(Seat seat, Survivors survivors) throws RefusalException {
        int left = seat.countOf(survivors.places());
        require(
                left >= seat.threshold(),
                RefusalReason.TOO_FEW_NEIGHBOURS,
                "neighbours left: " + left + " (expected: >= " + seat.threshold() + ")");
    }

    /** The sum does not differ in a few clients from one that was unmasked before. */
    default void apartFromEarlier(ClientSetup setup, Summed now, List<Summed> earlier) throws RefusalException {
        for (Summed before : earlier) {
            int difference = now.difference(before);
            require(
                    difference == 0 || difference >= setup.floor().minimumDifference(),
                    RefusalReason.TOO_CLOSE_TO_EARLIER,
                    "survivors: differ in " + difference + " from an earlier sum (expected: 0, or >= "
                            + setup.floor().minimumDifference() + ")");
        }
    }

    /** Enough surviving neighbours signed the very same survivors. */
    default void confirmations(Seat seat, Survivors survivors, ConfirmationsMessage message) throws RefusalException {
        int last = -1;
        for (ConfirmationsMessage.Signer signer : message.signers()) {
            int at = seat.peerAt(signer.index());
            require(
                    signer.index() > last && at >= 0 && survivors.places().contains(signer.index()),
                    RefusalReason.STRANGE_CONFIRMATION,
                    "confirmation of " + signer.index() + " (expected: surviving neighbours, ascending)");
            last = signer.index();
            confirmation(seat, seat.peers().get(at), new Confirmation(last, survivors.root(), signer.signature()));
        }
        require(
                message.signers().size() >= seat.threshold(),
                RefusalReason.TOO_FEW_CONFIRMATIONS,
                "confirmations: " + message.signers().size() + " (expected: >= " + seat.threshold() + ")");
    }

    private static void confirmation(Seat seat, Peer peer, Confirmation confirmation) throws RefusalException {
        try {
            confirmation.verify(seat.setup().members(), peer.entry().pseudonym(), seat.id());
        } catch (BadSignatureException e) {
            throw new RefusalException(RefusalReason.BAD_SIGNATURE, e);
        }
    }

    /** The log holds these survivors. */
    default void survivorsOnRecord(Seat seat, Survivors survivors, ConfirmationsMessage message)
            throws RefusalException {
        try {
            seat.setup()
                    .log()
                    .requireSurvivors(
                            seat.session().roster(),
                            survivors.root(),
                            survivors.places().count(),
                            message.logProof());
        } catch (NotOnRecordException e) {
            throw new RefusalException(RefusalReason.NOT_ON_RECORD, e);
        }
    }

    private static void require(boolean holds, RefusalReason reason, String found) throws RefusalException {
        if (!holds) {
            throw new RefusalException(reason, found);
        }
    }
}
