package org.folkmoot.secure.server;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.graph.GraphPlan;

/** The roster is fixed and must go on record before any client is shown it. */
public final class Enrolled {
    private final SecureRound round;
    private final MemberKeys members;
    private final Roster roster;
    private final GraphPlan plan;

    Enrolled(SecureRound round, MemberKeys members, Roster roster, GraphPlan plan) {
        this.round = round;
        this.members = members;
        this.roster = roster;
        this.plan = plan;
    }

    /** {@return the root for the ROSTER leaf} */
    public Digest root() {
        return roster.root();
    }

    /** {@return the number of entries for the ROSTER leaf} */
    public int count() {
        return roster.size();
    }

    /** {@return whether neighbours must be drawn by a beacon} */
    public boolean needsBeacon() {
        return !plan.isComplete();
    }

    /** {@return the next phase, where all are neighbours}
     *
     * @param logProof that the roster is on record, in the form that the clients' {@code RoundLog} reads
     */
    public Dealing onRecord(Bytes logProof) {
        if (needsBeacon()) {
            throw new IllegalStateException("beacon: none for " + count() + " clients (expected: one)");
        }
        return dealing(Session.complete(round, plan, roster.root()), logProof, Bytes.of(new byte[0]));
    }

    /** {@return the next phase, where neighbours are drawn by a beacon that was fixed after the roster was on record} */
    public Dealing onRecord(Bytes logProof, Digest beacon, Bytes beaconProof) {
        if (!needsBeacon()) {
            return onRecord(logProof);
        }
        return dealing(Session.drawn(round, plan, roster.root(), beacon), logProof, beaconProof);
    }

    private Dealing dealing(Session session, Bytes logProof, Bytes beaconProof) {
        return new Dealing(new Course(session, members, roster), logProof, beaconProof);
    }
}
