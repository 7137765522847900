package org.folkmoot.secure.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.message.Complaint;
import org.folkmoot.secure.message.ForwardedShares;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.MalformedMessageException;
import org.folkmoot.secure.message.MaskedVector;
import org.folkmoot.secure.message.SealedShares;
import org.jspecify.annotations.Nullable;

/** The coordinator hands out shares and adds each masked input to one sum as it comes; none is kept. */
public final class Masking {
    private final Course course;
    private final Dealt dealt;
    private final RingLanes sum;
    private final @Nullable Digest[] inputs;

    Masking(Course course, Dealt dealt) {
        RingShape shape = course.session().round().shape();
        this.course = course;
        this.dealt = dealt;
        this.sum = RingLanes.zeros(shape.length(), shape.bits());
        this.inputs = new Digest[course.clients()];
    }

    /** {@return the shares that were dealt to this client}; it must have dealt itself. */
    public Bytes sharesFor(Digest pseudonym) {
        int own = course.placeOf(pseudonym);
        int[] neighbours = course.neighboursOf(own);
        IndexSet dealers = IndexSet.of(
                neighbours.length, IntStream.range(0, neighbours.length).filter(i -> dealt.dealt(neighbours[i])));
        List<SealedShares> shares = new ArrayList<>();
        dealers.places()
                .map(place -> neighbours[place])
                .forEach(dealer -> shares.add(dealt.of(dealer, course.placeAmong(dealer, own))));
        return Bytes.of(new ForwardedShares(dealers, shares).encode());
    }

    /**
     * A masked input that counts.
     *
     * @param client its pseudonym
     * @param leaf what stands for it
     * @param payload SHA-256 of the packed vector, for the client's statement
     */
    public record Counted(Digest client, Digest leaf, Digest payload) {}

    /** Adds a masked input to the sum; {@return whose it is}. */
    public Counted take(byte[] message) throws RejectedException {
        return take(message, (client, payload) -> true);
    }

    /**
     * Adds a masked input to the sum; {@return whose it is}
     *
     * @param message the masked input
     * @param stated whether the client of this pseudonym has stated that its masked input has this digest
     */
    public Counted take(byte[] message, BiPredicate<Digest, Digest> stated) throws RejectedException {
        try {
            MaskedVector input = MaskedVector.decode(message);
            course.requirePlace(input.from());
            requireDealt(input.from());
            Digest pseudonym = course.roster().pseudonym(input.from());
            Digest payload = input.payload();
            if (!stated.test(pseudonym, payload)) {
                throw new RejectedException(
                        RejectedException.Reason.WRONG_CONTENT, "masked input: not the one that was stated");
            }
            Digest leaf = Session.inputLeaf(course.id(), course.session().round(), pseudonym, payload);
            input.verify(course.members(), pseudonym, leaf);
            if (inputs[input.from()] != null) {
                throw new RejectedException(RejectedException.Reason.DUPLICATE, "masked input: counted before");
            }
            input.addTo(sum);
            inputs[input.from()] = leaf;
            return new Counted(pseudonym, leaf, payload);
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    /** {@return pseudonym of the client that a client complains about} */
    public Digest complaint(byte[] message) throws RejectedException {
        try {
            Complaint complaint = Complaint.decode(message);
            course.requirePlace(complaint.from());
            course.requirePlace(complaint.about());
            complaint.verify(course.members(), course.roster().pseudonym(complaint.from()), course.id());
            return course.roster().pseudonym(complaint.about());
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    private void requireDealt(int place) throws RejectedException {
        if (!dealt.dealt(place)) {
            throw new RejectedException(
                    RejectedException.Reason.NOT_EXPECTED, "place: " + place + " (expected: one that dealt shares)");
        }
    }

    /**
     * {@return the next phase, with those whose input counts}
     *
     * @throws SessionFailedException if they are too few
     */
    public Agreeing close() throws SessionFailedException {
        IndexSet survivors =
                IndexSet.of(inputs.length, IntStream.range(0, inputs.length).filter(i -> inputs[i] != null));
        if (survivors.count() < course.minimum()) {
            sum.close();
            throw new SessionFailedException(
                    SessionFailedException.Reason.TOO_FEW_SURVIVORS,
                    "survivors: " + survivors.count() + " (expected: >= " + course.minimum() + ")");
        }
        return new Agreeing(course, dealt, sum, Surviving.of(course, survivors, Arrays.asList(inputs)));
    }
}
