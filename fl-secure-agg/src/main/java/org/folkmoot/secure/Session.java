package org.folkmoot.secure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.crypto.Hkdf;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.WeakKeyException;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.graph.NeighbourGraph;

/**
 * A session once its roster is fixed: the id that all keys and signatures are bound to, and what follows from it.
 *
 * <p>Guarantee: clients and coordinator compute the same from the same round, roster and beacon, and from any other
 * something unrelated. Clients are named by their place in the roster, which is sorted by pseudonym.
 *
 * @param round what it is about
 * @param plan how many neighbours each has and how many must help
 * @param roster root of the roster
 * @param graphSeed what the neighbours are drawn by
 */
public record Session(SecureRound round, GraphPlan plan, Digest roster, Digest graphSeed) {
    /** Length of the check of a share, in bytes: a second share that fits it takes 2^128 attempts. */
    public static final int CHECK_BYTES = 16;

    /** {@return the session of this roster, whose graph needs no beacon} */
    public static Session complete(SecureRound round, GraphPlan plan, Digest roster) {
        return new Session(round, plan, roster, Domain.GRAPH.hash(roster.bytes()));
    }

    /** {@return the session of this roster, drawn by a beacon that was fixed after it} */
    public static Session drawn(SecureRound round, GraphPlan plan, Digest roster, Digest beacon) {
        return new Session(round, plan, roster, Domain.GRAPH.hash(roster.bytes(), beacon.bytes()));
    }

    /** {@return the id} */
    public Digest id() {
        return Domain.SESSION.hash(round.digest().bytes(), roster.bytes(), graphSeed.bytes());
    }

    /** {@return who is whose neighbour} */
    public NeighbourGraph graph() {
        return NeighbourGraph.of(plan, graphSeed);
    }

    /** {@return the commitment to a seed that its client publishes before anybody knows the session} */
    public static Digest commitment(Secret seed) {
        return Domain.SEED.hash(revealed(seed));
    }

    /** {@return what a share must fit when it is revealed} */
    public static Bytes check(Secret share) {
        return Bytes.of(Arrays.copyOf(Domain.SHARE.hash(revealed(share)).bytes(), CHECK_BYTES));
    }

    /** {@return the digest that stands for a masked input of this session} */
    public static Digest inputLeaf(Digest sessionId, SecureRound round, Digest pseudonym, Digest packed) {
        byte[] shape = ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(round.shape().length())
                .putInt(round.shape().bits())
                .array();
        return Domain.INPUT.hash(sessionId.bytes(), pseudonym.bytes(), shape, packed.bytes());
    }

    /** {@return the mask that only its client knows until the sum is unmasked} */
    public static Mask ownMask(Digest sessionId, int client, Secret seed) {
        return new Mask(Hkdf.derive(seed, sessionId, "own-mask", client), false);
    }

    /**
     * {@return the mask that {@code client} shares with {@code peer}: the one adds what the other takes away}
     *
     * @throws WeakKeyException if the peer's key is of low order
     */
    public static Mask pairMask(Digest sessionId, int client, int peer, X25519Pair own, Bytes peerKey)
            throws WeakKeyException {
        try (Secret agreed = own.agree(peerKey)) {
            Secret key = Hkdf.derive(agreed, sessionId, "pair-mask", Math.min(client, peer), Math.max(client, peer));
            return new Mask(key, client > peer);
        }
    }

    private static byte[] revealed(Secret secret) {
        ByteBuffer bytes = ByteBuffer.allocate(Secret.BYTES);
        secret.revealTo(bytes);
        return bytes.array();
    }
}
