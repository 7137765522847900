package org.folkmoot.engine.client;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.engine.secure.LeafProof;
import org.folkmoot.secure.NotOnRecordException;
import org.folkmoot.secure.RoundLog;

/**
 * What the log holds of one attempt, to the client that takes part in it.
 *
 * <p>Guarantees: a roster is on record only as the very next leaf after the log that the invitation showed, and survivors only
 * as the leaf after that, so that there can be no second roster and no second set of survivors in this history. Follows the
 * log as the client is shown it.
 */
final class SecureRecords implements RoundLog {
    private final AttemptId attempt;
    private final Digest program;
    private final long rosterIndex;
    private Membership membership;

    /**
     * Begins at the invitation.
     *
     * @param order what the client decided about it; its membership has seen just the log of the invitation
     */
    SecureRecords(TrainingOrder order) {
        this.attempt = order.invitation().attempt();
        this.program = order.program();
        this.membership = order.membership();
        this.rosterIndex = membership.history().seen().size();
    }

    /** The log has been shown to have grown. */
    void shown(Membership now) {
        membership = now;
    }

    @Override
    public void requireRoster(Digest root, int count, Bytes proof) throws NotOnRecordException {
        LogLeaf leaf = open(proof, rosterIndex);
        boolean holds = leaf instanceof RosterLeaf roster
                && roster.attempt().equals(attempt)
                && roster.program().equals(program)
                && roster.root().equals(root)
                && roster.count() == count;
        require(holds, "roster of " + count + " with root " + root.abbreviated());
    }

    @Override
    public Digest beacon(Digest root, Bytes proof) throws NotOnRecordException {
        throw new NotOnRecordException("beacon: none is known (expected: a roster of which all are neighbours)");
    }

    @Override
    public void requireSurvivors(Digest roster, Digest root, int count, Bytes proof) throws NotOnRecordException {
        LogLeaf leaf = open(proof, rosterIndex + 1);
        boolean holds = leaf instanceof SurvivorsLeaf survivors
                && survivors.attempt().equals(attempt)
                && survivors.roster().equals(roster)
                && survivors.root().equals(root)
                && survivors.count() == count;
        require(holds, count + " survivors with root " + root.abbreviated());
    }

    private LogLeaf open(Bytes proof, long index) throws NotOnRecordException {
        ProvenLeaf proven = LeafProof.decode(proof);
        require(proven.index() == index, "leaf " + proven.index() + " (expected: leaf " + index + ")");
        try {
            LogLeaf leaf =
                    membership.history().open(proven, membership.charter().coordinatorKey());
            require(leaf.federation().equals(membership.charter().federation()), "a leaf of another federation");
            return leaf;
        } catch (ProtocolViolationException e) {
            throw new NotOnRecordException(String.valueOf(e.getMessage()));
        }
    }

    private static void require(boolean holds, String what) throws NotOnRecordException {
        if (!holds) {
            throw new NotOnRecordException("not on record: " + what);
        }
    }
}
