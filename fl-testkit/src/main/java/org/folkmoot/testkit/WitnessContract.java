package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Witness} keeps to: whatever it cosigned of one log lies on one history, through refusals, rivals,
 * restarts and kills. Implement {@link #start}, {@link #sign}, {@link #signByStranger} and {@link #verify} in its test
 * class.
 */
public interface WitnessContract {
    /**
     * {@return a witness that keeps what it must not forget in this folder, and goes on from it where it is not empty}
     *
     * <p>It watches the log of {@link #sign}.
     */
    Running start(Path state) throws Exception;

    /** {@return a checkpoint signed by the log that the witness watches} */
    SignedCheckpoint sign(long size, Digest root);

    /** {@return a checkpoint that bears the name of the log and the signature of somebody else} */
    SignedCheckpoint signByStranger(long size, Digest root);

    /** Returns if these lines are a cosignature of this checkpoint under the key that the witness names, else throws. */
    void verify(SignedCheckpoint checkpoint, String verifierKey, String cosignature) throws Exception;

    /** A witness that runs; closing ends it at once and without warning, as a power cut would. */
    interface Running extends AutoCloseable {
        /** {@return the witness} */
        Witness witness();

        @Override
        void close() throws IOException;
    }

    /** The first checkpoint is cosigned, whatever its size, also that of the empty log. */
    @Test
    default void cosignsTheFirstCheckpoint(@TempDir Path folder) throws Exception {
        for (long size : new long[] {0, 1, 7}) {
            Path state = folder.resolve("of size " + size);
            try (Running running = start(state)) {
                cosigns(running, at(log(7), size), 0, List.of());
            }
        }
    }

    /** Each checkpoint that extends the last is cosigned. */
    @Test
    default void followsAGrowingLog(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(20);
        try (Running running = start(folder)) {
            long before = 0;
            for (long size : new long[] {1, 2, 3, 8, 13, 20}) {
                cosigns(running, at(log, size), before, path(log, before, size));
                before = size;
            }
        }
    }

    /** The same checkpoint again gets a cosignature again. */
    @Test
    default void cosignsAgain(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(5);
        try (Running running = start(folder)) {
            cosigns(running, at(log, 5), 0, List.of());
            cosigns(running, at(log, 5), 5, List.of());
        }
    }

    /** A smaller checkpoint than the last is refused as a conflict, and changes nothing. */
    @Test
    default void refusesARollback(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(12);
        try (Running running = start(folder)) {
            cosigns(running, at(log, 9), 0, List.of());
            assertThat(refuses(running, at(log, 6), 6, List.of()).isConflict()).isTrue();
            cosigns(running, at(log, 12), 9, path(log, 9, 12));
        }
    }

    /** Another history is refused as a conflict, at the same size and beyond it, and changes nothing. */
    @Test
    default void refusesAFork(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(12);
        GrowingMerkleTree fork = fork(6, 12, "fork");
        try (Running running = start(folder)) {
            cosigns(running, at(log, 8), 0, List.of());
            assertThat(refuses(running, at(fork, 8), 8, List.of()).isConflict()).isTrue();
            assertThat(refuses(running, at(fork, 12), 8, path(fork, 8, 12)).isConflict())
                    .isTrue();
            cosigns(running, at(log, 12), 8, path(log, 8, 12));
        }
    }

    /** A true extension without its true path is refused; with it, it is cosigned. */
    @Test
    default void refusesAWrongPath(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(12);
        List<Digest> right = path(log, 7, 12);
        List<Digest> changed = new ArrayList<>(right);
        changed.set(0, Digest.sha256());
        List<Digest> longer = new ArrayList<>(right);
        longer.add(Digest.sha256());
        try (Running running = start(folder)) {
            cosigns(running, at(log, 7), 0, List.of());
            for (List<Digest> wrong :
                    List.of(List.<Digest>of(), changed, longer, right.subList(0, right.size() - 1), path(log, 6, 12))) {
                refuses(running, at(log, 12), 7, wrong);
            }
            cosigns(running, at(log, 12), 7, right);
        }
    }

    /** A caller that guesses wrong what the witness saw last is told, and it is no conflict. */
    @Test
    default void tellsWhatItSawLast(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(12);
        try (Running running = start(folder)) {
            cosigns(running, at(log, 7), 0, List.of());
            for (long guess : new long[] {0, 3, 11}) {
                WitnessException refusal = refuses(running, at(log, 12), guess, path(log, guess, 12));
                assertThat(refusal.isConflict()).as("guess %d", guess).isFalse();
                assertThat(refusal.seenSize()).hasValue(7);
            }
        }
    }

    /** What the log did not sign is refused. */
    @Test
    default void refusesAStranger(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(9);
        try (Running running = start(folder)) {
            refuses(running, signByStranger(9, log.root()), 0, List.of());
            cosigns(running, at(log, 4), 0, List.of());
            refuses(running, signByStranger(9, log.root()), 4, path(log, 4, 9));
            cosigns(running, at(log, 9), 4, path(log, 4, 9));
        }
    }

    /** What it cosigned once it remembers: the answer comes after the memory is durable, not before. */
    @Test
    default void remembersWhatItCosignedThoughItIsKilledAtOnce(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(12);
        long before = 0;
        for (long size : new long[] {3, 6, 9, 12}) {
            GrowingMerkleTree fork = fork(Math.max(0, before - 1), size, "fork" + size);
            try (Running running = start(folder)) {
                if (before > 0) {
                    assertThat(refuses(running, at(fork, size), before, path(fork, before, size))
                                    .isConflict())
                            .isTrue();
                }
                cosigns(running, at(log, size), before, path(log, before, size));
            }
            before = size;
        }
    }

    /** It is the same witness after a restart: its key is the same. */
    @Test
    default void keepsItsKeyOverARestart(@TempDir Path folder) throws Exception {
        String key;
        try (Running running = start(folder)) {
            key = running.witness().verifierKey();
        }
        try (Running running = start(folder)) {
            assertThat(running.witness().verifierKey()).isEqualTo(key);
        }
    }

    /** Where it cannot keep what it would cosign, it does not cosign, and stands where it stood. */
    @Test
    default void doesNotCosignWhatItCannotKeep(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("state");
        Path aside = folder.resolve("aside");
        GrowingMerkleTree log = log(12);
        GrowingMerkleTree other = fork(6, 12, "other");
        try (Running running = start(state)) {
            cosigns(running, at(log, 6), 0, List.of());
            Files.move(state, aside);
            Files.createFile(state);
            WitnessException refusal = refuses(running, at(other, 12), 6, path(other, 6, 12));
            assertThat(refusal.isConflict()).isFalse();
            Files.delete(state);
            Files.move(aside, state);
            cosigns(running, at(log, 12), 6, path(log, 6, 12));
        }
    }

    /** Of rivals that come at the same time one history wins; the others are refused. */
    @Test
    default void cosignsOneOfManyRivals(@TempDir Path folder) throws Exception {
        int rivals = 8;
        List<GrowingMerkleTree> forks = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
            forks.add(fork(5, 10, "rival " + i));
        }
        try (Running running = start(folder)) {
            cosigns(running, at(forks.get(0), 5), 0, List.of());
            List<Throwable> refusals = atOnce(rivals, i -> {
                GrowingMerkleTree fork = forks.get(i);
                cosigns(running, at(fork, 10), 5, path(fork, 5, 10));
            });
            assertThat(refusals).hasSize(rivals - 1).allMatch(WitnessException.class::isInstance);
        }
    }

    /** Whoever asks for the same at the same time gets the same. */
    @Test
    default void cosignsTheSameForMany(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log(5);
        try (Running running = start(folder)) {
            cosigns(running, at(log, 5), 0, List.of());
            assertThat(atOnce(8, i -> cosigns(running, at(log, 5), 5, List.of())))
                    .isEmpty();
        }
    }

    private void cosigns(Running running, SignedCheckpoint checkpoint, long oldSize, List<Digest> path)
            throws Exception {
        Witness witness = running.witness();
        verify(checkpoint, witness.verifierKey(), witness.cosign(checkpoint, oldSize, path));
    }

    private static WitnessException refuses(
            Running running, SignedCheckpoint checkpoint, long oldSize, List<Digest> path) {
        WitnessException refusal = catchThrowableOfType(
                WitnessException.class, () -> running.witness().cosign(checkpoint, oldSize, path));
        assertThat(refusal).as("refusal of %s", checkpoint).isNotNull();
        return refusal;
    }

    /** {@return what the requests threw that were made at the same time} */
    private static List<Throwable> atOnce(int requests, Request request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        CyclicBarrier start = new CyclicBarrier(requests);
        try {
            List<Future<Throwable>> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                answers.add(threads.submit(() -> {
                    start.await();
                    return catchThrowable(() -> request.make(number));
                }));
            }
            List<Throwable> thrown = new ArrayList<>();
            for (Future<Throwable> answer : answers) {
                Throwable failure = answer.get();
                if (failure != null) {
                    thrown.add(failure);
                }
            }
            return thrown;
        } finally {
            threads.shutdownNow();
        }
    }

    private SignedCheckpoint at(GrowingMerkleTree log, long size) {
        return sign(size, log.root(size));
    }

    private static List<Digest> path(GrowingMerkleTree log, long from, long to) {
        return from == 0 ? List.of() : log.consistency(from, to).path();
    }

    private static GrowingMerkleTree log(long leaves) {
        return fork(leaves, leaves, "");
    }

    /** A log that is like the others up to a size and has its own leaves from there. */
    private static GrowingMerkleTree fork(long common, long leaves, String name) {
        GrowingMerkleTree log = GrowingMerkleTree.create();
        for (long i = 0; i < leaves; i++) {
            String leaf = i < common ? "leaf " + i : name + " " + i;
            log.append(MerkleHash.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
        }
        return log;
    }

    /** One of several requests. */
    @FunctionalInterface
    interface Request {
        /** Makes the request with this number. */
        void make(int number) throws Exception;
    }
}
