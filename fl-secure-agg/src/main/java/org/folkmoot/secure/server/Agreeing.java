package org.folkmoot.secure.server;

import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.message.Confirmation;
import org.folkmoot.secure.message.MalformedMessageException;
import org.folkmoot.secure.message.Survivors;
import org.folkmoot.secure.message.SurvivorsMessage;

/** The set of survivors is fixed and must go on record; each of them is asked to confirm it. */
public final class Agreeing {
    private final Course course;
    private final Dealt dealt;
    private final RingLanes sum;
    private final Surviving surviving;
    private final TreeMap<Integer, Bytes> confirmed = new TreeMap<>();

    Agreeing(Course course, Dealt dealt, RingLanes sum, Surviving surviving) {
        this.course = course;
        this.dealt = dealt;
        this.sum = sum;
        this.surviving = surviving;
    }

    /** {@return the session} */
    public Session session() {
        return course.session();
    }

    /** {@return the survivors; their root is for the SURVIVORS leaf} */
    public Survivors survivors() {
        return surviving.survivors();
    }

    /** {@return the survivors, for this one of them} */
    public Bytes survivorsFor(Digest pseudonym) {
        int rank = surviving.places().rankOf(course.placeOf(pseudonym));
        return Bytes.of(new SurvivorsMessage(
                        surviving.survivors(), surviving.tree().inclusion(rank).path())
                .encode());
    }

    /** Takes in a confirmation; {@return whose it is}. */
    public Digest take(byte[] message) throws RejectedException {
        try {
            Confirmation confirmation = Confirmation.decode(message);
            course.requirePlace(confirmation.from());
            if (!surviving.places().contains(confirmation.from())) {
                throw new RejectedException(RejectedException.Reason.NOT_EXPECTED, "confirmation: of no survivor");
            }
            if (!confirmation.root().equals(surviving.survivors().root())) {
                throw new RejectedException(RejectedException.Reason.WRONG_CONTENT, "confirmation: of other survivors");
            }
            Digest pseudonym = course.roster().pseudonym(confirmation.from());
            confirmation.verify(course.members(), pseudonym, course.id());
            if (confirmed.putIfAbsent(confirmation.from(), confirmation.signature()) != null) {
                throw new RejectedException(RejectedException.Reason.DUPLICATE, "confirmation: given before");
            }
            return pseudonym;
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    /** {@return the next phase}
     *
     * @param logProof that the survivors are on record, in the form that the clients' {@code RoundLog} reads
     */
    public Unmasking onRecord(Bytes logProof) {
        return new Unmasking(course, dealt, sum, surviving, confirmed, logProof);
    }
}
