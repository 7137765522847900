package org.folkmoot.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.client.ClientSetup;
import org.folkmoot.secure.crypto.MaskSuite;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.graph.Assumptions;
import org.folkmoot.secure.graph.Fraction;

/** So many clients of one federation, in the order of the roster, with inputs and entropy that follow from a seed. */
public final class Cohort {
    public static final FederationId FEDERATION = new FederationId("meadow");
    public static final Digest MODEL = Digest.sha256(new byte[] {1});
    public static final Digest PROGRAM = Digest.sha256(new byte[] {2});

    private final List<TestKey> keys;
    private final MemberKeys members;
    private final TestLog log = new TestLog();
    private final List<MemoryLatch> latches = new ArrayList<>();
    private final SecureRound round;
    private final SecureFloor floor;

    private Cohort(List<TestKey> keys, SecureRound round, SecureFloor floor) {
        this.keys = keys;
        this.round = round;
        this.floor = floor;
        Map<Digest, Bytes> publicKeys = new HashMap<>();
        for (TestKey key : keys) {
            publicKeys.put(key.pseudonym(FEDERATION), key.publicKey());
            latches.add(new MemoryLatch());
        }
        members = Ed25519Members.of(publicKeys);
    }

    /** A fifth may be corrupted: five clients can lose one, ten two. */
    public static SecureParameters parameters(int minimum) {
        return new SecureParameters(
                minimum, new Assumptions(Fraction.percent(20), Fraction.percent(5), 40, 30), MaskSuite.AES_256);
    }

    public static SecureRound round(int round, int attempt, RingShape shape, SecureParameters parameters) {
        return new SecureRound(FEDERATION, new AttemptId(round, attempt), 0, MODEL, PROGRAM, shape, parameters);
    }

    public static SecureFloor floor() {
        return new SecureFloor(3, Fraction.percent(20), 40, 3);
    }

    public static Cohort of(int clients, SecureRound round) {
        List<TestKey> keys = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            keys.add(TestKey.of(i));
        }
        keys.sort(Comparator.comparing(key -> key.pseudonym(FEDERATION)));
        return new Cohort(List.copyOf(keys), round, floor());
    }

    public static Cohort of(int clients, RingShape shape) {
        return of(clients, round(1, 1, shape, parameters(3)));
    }

    public int size() {
        return keys.size();
    }

    public SecureRound round() {
        return round;
    }

    public MemberKeys members() {
        return members;
    }

    public TestLog log() {
        return log;
    }

    public Digest pseudonym(int place) {
        return keys.get(place).pseudonym(FEDERATION);
    }

    public TestKey key(int place) {
        return keys.get(place);
    }

    public MemoryLatch latch(int place) {
        return latches.get(place);
    }

    public ClientSetup setup(int place) {
        return setup(place, round);
    }

    public ClientSetup setup(int place, SecureRound as) {
        return new ClientSetup(as, floor, pseudonym(place), keys.get(place), members, log, latches.get(place));
    }

    public Secret entropy(int place) {
        return Secret.of(Digest.sha256(
                        "entropy".getBytes(StandardCharsets.US_ASCII),
                        ByteBuffer.allocate(4).putInt(place).array())
                .bytes());
    }

    public RingVector input(int place) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(
                Digest.sha256(ByteBuffer.allocate(4).putInt(place).array()));
        long[] values = new long[round.shape().length()];
        random.fill(values);
        return RingVector.of(values, round.shape().bits());
    }

    /** The clear sum of the inputs of these clients. */
    public RingVector clearSum(Iterable<Integer> places) {
        RingVector sum = RingVector.zeros(round.shape().length(), round.shape().bits());
        for (int place : places) {
            sum.add(input(place));
        }
        return sum;
    }
}
