package org.folkmoot.benchmarks.peers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Ed25519Members;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.SecureFloor;
import org.folkmoot.secure.SecureParameters;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.client.ClientAnswer;
import org.folkmoot.secure.client.ClientSession;
import org.folkmoot.secure.client.ClientSetup;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.server.Agreeing;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;
import org.folkmoot.secure.server.Masking;
import org.folkmoot.secure.server.RejectedException;
import org.folkmoot.secure.server.SessionFailedException;
import org.folkmoot.secure.server.Unmasked;
import org.folkmoot.secure.server.Unmasking;

/** Our side of {@link SecurePair}: whole rounds, one thread, every tenth client gone before it masks. */
public final class OurSecureRound {
    private static final FederationId FEDERATION = new FederationId("benchmark");
    private static final int WARM_UP = 1;
    private static final int DROPPED = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SecureRound round;
    private final RingVector input;
    private final List<Ed25519Key> keys = new ArrayList<>();
    private final List<Digest> names = new ArrayList<>();
    private final Ed25519Members members;
    private final List<ClientSession> sessions = new ArrayList<>();
    private long clientNanos;
    private int clientUploads;

    private OurSecureRound(int clients, RingShape shape, int repetition) {
        round = new SecureRound(
                FEDERATION,
                new AttemptId(repetition, 1),
                0,
                Digest.sha256(),
                Digest.sha256(),
                shape,
                SecureParameters.defaults());
        long[] values = new long[shape.length()];
        AesCtrGenerator.fromSeed(Digest.sha256()).fill(values);
        input = RingVector.of(values, shape.bits());
        Map<Digest, Bytes> publicKeys = new HashMap<>();
        for (int i = 0; i < clients; i++) {
            Ed25519Key key = Ed25519Key.fromSeed(seed(i).bytes());
            keys.add(key);
            names.add(Pseudonyms.of(FEDERATION, key.publicKey()));
            publicKeys.put(names.get(i), key.publicKey());
        }
        members = Ed25519Members.of(publicKeys);
    }

    /** Arguments: clients, parameters, bits, repetitions. */
    public static void main(String[] args) throws RejectedException, SessionFailedException {
        RingShape shape = new RingShape(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        int repetitions = Integer.parseInt(args[3]);
        for (int i = -WARM_UP; i < repetitions; i++) {
            OurSecureRound one = new OurSecureRound(Integer.parseInt(args[0]), shape, i + WARM_UP + 1);
            one.measure(i >= 0);
        }
    }

    private void measure(boolean counts) throws RejectedException, SessionFailedException {
        long wall = System.nanoTime();
        long start = THREADS.getCurrentThreadCpuTime();
        Unmasking unmasking = upToUnmasking();
        long before = THREADS.getCurrentThreadCpuTime();
        Unmasked unmasked = unmasking.finish();
        long end = THREADS.getCurrentThreadCpuTime();
        if (counts && unmasked.blamed().isEmpty()) {
            Samples.print(SecurePair.CLIENT, clientNanos / 1e6 / keys.size());
            Samples.print(SecurePair.UNMASK, (end - before) / 1e9);
            Samples.print(SecurePair.ROUND, (end - start) / 1e9);
            Samples.print(SecurePair.WALL, (System.nanoTime() - wall) / 1e9);
            Samples.print(SecurePair.UPLOAD, clientUploads / 1e6);
        }
    }

    private Unmasking upToUnmasking() throws RejectedException, SessionFailedException {
        Enrolling enrolling = Enrolling.open(round, members);
        for (int i = 0; i < keys.size(); i++) {
            enrolling.take(open(i));
        }
        Enrolled enrolled = enrolling.close();
        Dealing dealing = enrolled.onRecord(Bytes.utf8(""));
        stage(false, dealing::rosterFor, dealing::take);
        Masking masking = dealing.close();
        stage(true, masking::sharesFor, masking::take);
        Agreeing agreeing = masking.close();
        stage(true, agreeing::survivorsFor, agreeing::take);
        Unmasking unmasking = agreeing.onRecord(Bytes.utf8(""));
        stage(true, unmasking::confirmationsFor, unmasking::take);
        return unmasking;
    }

    private byte[] open(int i) {
        ClientSetup setup = new ClientSetup(
                round, SecureFloor.defaults(), names.get(i), keys.get(i), members, new Accepting(), new Forgetting());
        long start = THREADS.getCurrentThreadCpuTime();
        ClientSession.Opening opening =
                ClientSession.open(setup, input, Secret.of(seed(1000 + i).bytes()));
        clientNanos += THREADS.getCurrentThreadCpuTime() - start;
        sessions.add(opening.session());
        return message(i, opening.answer());
    }

    private void stage(boolean withoutDropped, Function<Digest, Bytes> ask, Taking taking) throws RejectedException {
        for (int i = 0; i < keys.size(); i++) {
            if (withoutDropped && i % (keys.size() / DROPPED) == 0) {
                continue;
            }
            byte[] asked = ask.apply(names.get(i)).toByteArray();
            long start = THREADS.getCurrentThreadCpuTime();
            ClientAnswer answer = sessions.get(i).on(asked);
            clientNanos += THREADS.getCurrentThreadCpuTime() - start;
            taking.take(message(i, answer));
        }
    }

    private byte[] message(int client, ClientAnswer answer) {
        if (!(answer instanceof ClientAnswer.Sent sent)) {
            throw new IllegalStateException("client " + client + ": " + answer + " (expected: an answer)");
        }
        clientUploads += client == 1 ? sent.message().size() : 0;
        return sent.message().toByteArray();
    }

    private static Digest seed(int number) {
        return Digest.sha256(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    @FunctionalInterface
    private interface Taking {
        Object take(byte[] message) throws RejectedException;
    }

    /** A log that holds everything; reading one is measured elsewhere. */
    private static final class Accepting implements RoundLog {
        @Override
        public void requireRoster(Digest root, int count, Bytes proof) {}

        @Override
        public Digest beacon(Digest root, Bytes proof) {
            return root;
        }

        @Override
        public void requireSurvivors(Digest roster, Digest root, int count, Bytes proof) {}
    }

    /** A latch without a disk. */
    private static final class Forgetting implements AnswerLatch {
        @Override
        public void close(FederationId federation, AttemptId attempt, Step step, Digest what) {}

        @Override
        public void remember(FederationId federation, Summed summed) {}

        @Override
        public List<Summed> earlier(FederationId federation, Digest model) {
            return List.of();
        }
    }
}
