package org.folkmoot.secure.server;

import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.graph.NoGraphException;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.MalformedMessageException;

/** The coordinator gathers keys. */
public final class Enrolling {
    private final SecureRound round;
    private final MemberKeys members;
    private final TreeMap<Digest, KeyAdvertisement> keys = new TreeMap<>();

    private Enrolling(SecureRound round, MemberKeys members) {
        this.round = round;
        this.members = members;
    }

    /** {@return a session without clients so far}
     *
     * @param members who may take part
     */
    public static Enrolling open(SecureRound round, MemberKeys members) {
        return new Enrolling(round, members);
    }

    /** Takes in a client's keys; {@return its pseudonym}. */
    public Digest take(byte[] message) throws RejectedException {
        try {
            KeyAdvertisement advertised = KeyAdvertisement.decode(message);
            advertised.verify(members, advertised.pseudonym(), round.digest());
            if (keys.putIfAbsent(advertised.pseudonym(), advertised) != null) {
                throw new RejectedException(RejectedException.Reason.DUPLICATE, "keys: advertised before");
            }
            return advertised.pseudonym();
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    /** {@return how many have advertised keys} */
    public int count() {
        return keys.size();
    }

    /**
     * {@return the roster of all who advertised keys}
     *
     * @throws SessionFailedException if they are too few
     */
    public Enrolled close() throws SessionFailedException {
        int least = round.parameters().minimumSurvivors();
        if (keys.size() < least) {
            throw new SessionFailedException(
                    SessionFailedException.Reason.TOO_FEW_CLIENTS,
                    "clients: " + keys.size() + " (expected: >= " + least + ")");
        }
        try {
            GraphPlan plan = GraphPlan.of(keys.size(), round.parameters().assumptions());
            return new Enrolled(round, members, new Roster(keys.values()), plan);
        } catch (NoGraphException e) {
            throw new SessionFailedException(SessionFailedException.Reason.NO_GRAPH, String.valueOf(e.getMessage()));
        }
    }
}
