package org.folkmoot.secure.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.PackedRing;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.crypto.ShareBox;
import org.folkmoot.secure.crypto.SharePair;
import org.folkmoot.secure.crypto.UnopenableException;
import org.folkmoot.secure.crypto.WeakKeyException;
import org.folkmoot.secure.message.Complaint;
import org.folkmoot.secure.message.ForwardedShares;
import org.folkmoot.secure.message.MaskedVector;
import org.folkmoot.secure.message.SealedShares;

/**
 * The client has dealt its shares. On those of its neighbours it masks its input against all who dealt, and sends it.
 *
 * @param seat its place
 * @param secrets mask key and seed; wiped once the input is masked
 */
record AwaitingShares(Seat seat, ClientSecrets secrets) implements ClientPhase {
    /** {@return the next phase, and the masked input to send} */
    Step<AwaitingSurvivors> on(byte[] bytes, RingVector input) throws RefusalException {
        SecureRound round = seat.setup().round();
        if (!round.shape().fits(input)) {
            throw new RefusalException(RefusalReason.INPUT_MISMATCH, input + " (expected: " + round.shape() + ")");
        }
        ForwardedShares forwarded = Received.message(bytes, ForwardedShares::decode);
        if (forwarded.dealers().range() != seat.peers().size()) {
            throw new RefusalException(
                    RefusalReason.MALFORMED,
                    "dealers: of " + forwarded.dealers().range() + " neighbours (expected: "
                            + seat.peers().size() + ")");
        }
        seat.checks().enoughShares(seat, forwarded);
        HeldShares held = open(forwarded);
        byte[] packed = mask(input, forwarded);
        Digest leaf = Session.inputLeaf(seat.id(), round, seat.setup().pseudonym(), Digest.sha256(packed));
        Latching.close(seat.setup(), AnswerLatch.Step.MASKED, leaf);
        secrets.close();
        MaskedVector masked =
                MaskedVector.signed(seat.index(), packed, leaf, seat.setup().key());
        return Step.of(new AwaitingSurvivors(seat, held, leaf), masked.encode());
    }

    private HeldShares open(ForwardedShares forwarded) throws RefusalException {
        List<SharePair> pairs = new ArrayList<>(forwarded.shares().size());
        int[] dealers = forwarded.dealers().places().toArray();
        try {
            for (int i = 0; i < dealers.length; i++) {
                pairs.add(open(seat.peers().get(dealers[i]), forwarded.shares().get(i)));
            }
        } catch (RefusalException e) {
            pairs.forEach(SharePair::close);
            throw e;
        }
        return new HeldShares(forwarded.dealers(), List.copyOf(pairs));
    }

    private SharePair open(Peer dealer, SealedShares shares) throws RefusalException {
        byte[] associated = seat.checks()
                .associated(
                        seat.id(),
                        dealer.index(),
                        seat.index(),
                        seat.threshold(),
                        seat.session().plan().degree(),
                        joined(shares.seedCheck(), shares.keyCheck()));
        try {
            SharePair pair =
                    ShareBox.open(dealer.incoming(), associated, shares.sealed().toByteArray());
            seat.checks().sharesFit(shares, pair);
            return pair;
        } catch (UnopenableException e) {
            throw complaint(dealer, RefusalReason.SHARES_UNOPENABLE);
        } catch (RefusalException e) {
            throw complaint(dealer, e.reason());
        }
    }

    private RefusalException complaint(Peer dealer, RefusalReason reason) {
        Complaint complaint = Complaint.signed(
                seat.index(), dealer.index(), seat.id(), seat.setup().key());
        return new RefusalException(reason, "shares of neighbour " + dealer.index(), Bytes.of(complaint.encode()));
    }

    private byte[] mask(RingVector input, ForwardedShares forwarded) throws RefusalException {
        List<Mask> masks = masks(forwarded);
        try (RingLanes lanes = RingLanes.of(input)) {
            lanes.apply(masks, seat.setup().round().parameters().suite());
            return PackedRing.pack(lanes);
        } finally {
            masks.forEach(Mask::close);
        }
    }

    private List<Mask> masks(ForwardedShares forwarded) throws RefusalException {
        List<Mask> masks = new ArrayList<>();
        masks.add(seat.checks().ownMask(seat.id(), seat.index(), secrets.seed()));
        try {
            for (int place : forwarded.dealers().places().toArray()) {
                Peer peer = seat.peers().get(place);
                masks.add(Session.pairMask(
                        seat.id(),
                        seat.index(),
                        peer.index(),
                        secrets.mask(),
                        peer.entry().maskKey()));
            }
        } catch (WeakKeyException e) {
            masks.forEach(Mask::close);
            throw new RefusalException(RefusalReason.WEAK_KEY, e);
        }
        return masks;
    }

    static Bytes joined(Bytes first, Bytes second) {
        return Bytes.of(ByteBuffer.allocate(first.size() + second.size())
                .put(first.toByteArray())
                .put(second.toByteArray())
                .array());
    }

    @Override
    public void close() {
        secrets.close();
        seat.close();
    }
}
