package org.folkmoot.secure.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.MalformedMessageException;
import org.folkmoot.secure.message.RosterMessage;
import org.jspecify.annotations.Nullable;

/** The coordinator shows each client the roster and gathers the shares that it deals. */
public final class Dealing {
    private final Course course;
    private final Bytes logProof;
    private final Bytes beaconProof;
    private final @Nullable DealtShares[] dealt;

    Dealing(Course course, Bytes logProof, Bytes beaconProof) {
        this.course = course;
        this.logProof = logProof;
        this.beaconProof = beaconProof;
        this.dealt = new DealtShares[course.clients()];
    }

    /** {@return the session} */
    public Session session() {
        return course.session();
    }

    /** {@return the roster, for this client} */
    public Bytes rosterFor(Digest pseudonym) {
        int own = course.placeOf(pseudonym);
        boolean whole = course.session().plan().isComplete();
        List<RosterMessage.Listed> listed = IntStream.concat(IntStream.of(own), IntStream.of(course.neighboursOf(own)))
                .sorted()
                .mapToObj(place -> new RosterMessage.Listed(
                        place,
                        course.roster().keys(place),
                        whole ? List.of() : course.roster().path(place)))
                .toList();
        return Bytes.of(new RosterMessage(course.roster().root(), course.clients(), own, logProof, beaconProof, listed)
                .encode());
    }

    /** Takes in what a client deals; {@return its pseudonym}. */
    public Digest take(byte[] message) throws RejectedException {
        try {
            DealtShares shares = DealtShares.decode(message);
            course.requirePlace(shares.from());
            Digest pseudonym = course.roster().pseudonym(shares.from());
            if (shares.shares().size() != course.neighboursOf(shares.from()).length) {
                throw new RejectedException(
                        RejectedException.Reason.WRONG_CONTENT,
                        "shares: " + shares.shares().size() + " (expected: one for each neighbour)");
            }
            shares.verify(course.members(), pseudonym, course.id());
            if (dealt[shares.from()] != null) {
                throw new RejectedException(RejectedException.Reason.DUPLICATE, "shares: dealt before");
            }
            dealt[shares.from()] = shares;
            return pseudonym;
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    /**
     * {@return the next phase, with those who have dealt}
     *
     * @throws SessionFailedException if they are too few
     */
    public Masking close() throws SessionFailedException {
        List<@Nullable DealtShares> all = new ArrayList<>();
        int count = 0;
        for (DealtShares each : dealt) {
            all.add(each);
            count += each == null ? 0 : 1;
        }
        if (count < course.minimum()) {
            throw new SessionFailedException(
                    SessionFailedException.Reason.TOO_FEW_DEALERS,
                    "dealers: " + count + " (expected: >= " + course.minimum() + ")");
        }
        return new Masking(course, new Dealt(all));
    }
}
