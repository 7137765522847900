package org.folkmoot.secure.evidence;

import java.util.Iterator;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.MalformedVectorException;
import org.folkmoot.secure.crypto.PackedRing;
import org.folkmoot.secure.crypto.RingLanes;

/**
 * Computes a secure sum again from what the coordinator kept.
 *
 * <p>Guarantee: what it returns is the sum of the very inputs that the survivors signed, in the session that roster and
 * survivors on record are of. It does not look into the log: compare {@code evidence.session().roster()} and {@code
 * evidence.survivors().root()} with the leaves. It says nothing of whether inputs were honest. Memory is one vector.
 */
public final class SecureReplay {
    private SecureReplay() {}

    /**
     * {@return the sum}
     *
     * @param masked the packed masked inputs of the survivors, ascending by place
     * @throws ReplayFailedException if anything does not fit
     */
    public static RingVector replay(SecureEvidence evidence, Iterator<Bytes> masked) throws ReplayFailedException {
        evidence.verify();
        RingShape shape = evidence.session().round().shape();
        try (RingLanes sum = RingLanes.zeros(shape.length(), shape.bits())) {
            addAll(evidence, masked, sum);
            evidence.unmask(sum);
            return sum.toRingVector();
        }
    }

    private static void addAll(SecureEvidence evidence, Iterator<Bytes> masked, RingLanes sum)
            throws ReplayFailedException {
        Session session = evidence.session();
        Digest id = session.id();
        int[] survived = evidence.survivors().places().places().toArray();
        for (int i = 0; i < survived.length; i++) {
            if (!masked.hasNext()) {
                throw new ReplayFailedException("masked inputs: " + i + " (expected: " + survived.length + ")");
            }
            Bytes packed = masked.next();
            Digest pseudonym = evidence.roster().get(survived[i]).pseudonym();
            Digest leaf = Session.inputLeaf(id, session.round(), pseudonym, packed.sha256());
            if (!leaf.equals(evidence.inputLeaves().get(i))) {
                throw new ReplayFailedException("masked input of client " + survived[i] + ": not the one it signed");
            }
            add(packed, sum);
        }
        if (masked.hasNext()) {
            throw new ReplayFailedException("masked inputs: more than " + survived.length);
        }
    }

    private static void add(Bytes packed, RingLanes sum) throws ReplayFailedException {
        try {
            PackedRing.addTo(sum, packed.toByteArray());
        } catch (MalformedVectorException e) {
            throw new ReplayFailedException(e);
        }
    }
}
