package org.folkmoot.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link LedgerAdapter} keeps to; implement the hooks of {@link LedgerPlace} in its test class. This part says
 * which trees it takes and which it refuses; the parts that it brings along say what receipts are worth and what trouble
 * may do.
 */
public interface LedgerAdapterContract extends LedgerReceiptContract, LedgerTroubleContract {
    /** A ledger that was told nothing holds nothing, and has a name. */
    @Test
    default void holdsNothingAtFirst(@TempDir Path folder) throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            assertThat(ledger.latest()).isEmpty();
            assertThat(ledger.name()).isNotBlank().isEqualTo(ledger.name());
        }
    }

    /** The first checkpoint it gets is the one it holds. */
    @Test
    default void holdsTheFirstCheckpoint(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 5);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 3), log);
        }
    }

    /** Each checkpoint that extends the latest becomes the latest, at powers of two and between them. */
    @Test
    default void followsAGrowingLog(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 20);
        try (LedgerAdapter ledger = open(folder)) {
            for (long size : new long[] {1, 2, 3, 4, 7, 8, 13, 16, 20}) {
                takes(ledger, at(log, size), log);
            }
        }
    }

    /** Checkpoints that it never got are not missed. */
    @Test
    default void followsALogThatSkippedCheckpoints(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 700);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 1), log);
            takes(ledger, at(log, 699), log);
        }
    }

    /** A log without leaves is a beginning like any other. */
    @Test
    default void holdsALogWithoutLeaves(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 5);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 0), log);
            takes(ledger, at(log, 5), log);
        }
    }

    /** The same checkpoint twice is harmless. */
    @Test
    default void takesADuplicate(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 5);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 5), log);
            takes(ledger, at(log, 5), log);
        }
    }

    /** A checkpoint that comes late, behind a larger one, is answered by the latest and changes nothing. */
    @Test
    default void answersASmallerCheckpointByTheLatest(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 7), log);
            assertThat(ledger.publish(at(log, 4), log).tree()).isEqualTo(TreeHead.of(at(log, 7)));
            assertThat(ledger.latest()).contains(TreeHead.of(at(log, 7)));
            takes(ledger, at(log, 9), log);
        }
    }

    /** In whatever order checkpoints come, the largest is held in the end. */
    @Test
    default void endsWithTheLargestInWhateverOrder(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        List<Long> sizes = new ArrayList<>(List.of(1L, 2L, 3L, 5L, 6L, 8L, 11L, 12L));
        Collections.shuffle(sizes, new Random(7));
        try (LedgerAdapter ledger = open(folder)) {
            long largest = 0;
            for (long size : sizes) {
                largest = Math.max(largest, size);
                assertThat(ledger.publish(at(log, size), log).tree()).isEqualTo(TreeHead.of(at(log, largest)));
            }
            assertThat(ledger.latest()).contains(TreeHead.of(at(log, 12)));
        }
    }

    /** Another tree of the size that it holds is another history. */
    @Test
    default void refusesAForkOfTheSameSize(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        GrowingLog fork = GrowingLog.of("leaf", 5, "other leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 6), log);
            refusesAsConflict(ledger, at(fork, 6), fork);
            takes(ledger, at(log, 12), log);
        }
    }

    /** A larger tree that begins otherwise is another history, whatever path comes with it. */
    @Test
    default void refusesAForkOfALargerSize(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        GrowingLog fork = GrowingLog.of("leaf", 5, "other leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 6), log);
            refusesAsConflict(ledger, at(fork, 12), fork);
            refusesAsConflict(ledger, at(fork, 12), log);
            takes(ledger, at(log, 12), log);
        }
    }

    /** No hash of a path may be wrong, missing, too many or in another place. */
    @Test
    default void refusesAWrongPath(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        List<Digest> path = log.consistencyPath(6, 12);
        List<List<Digest>> wrong = new ArrayList<>(List.of(List.of(), path.subList(1, path.size())));
        wrong.add(path.subList(0, path.size() - 1));
        for (int i = 0; i < path.size(); i++) {
            List<Digest> changed = new ArrayList<>(path);
            changed.set(i, Digest.sha256(path.get(i).bytes()));
            wrong.add(changed);
        }
        List<Digest> longer = new ArrayList<>(path);
        longer.add(path.get(0));
        wrong.add(longer);
        List<Digest> reversed = new ArrayList<>(path);
        Collections.reverse(reversed);
        wrong.add(reversed);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 6), log);
            for (List<Digest> each : wrong) {
                refuses(ledger, at(log, 12), new OtherPath(log, each));
            }
            takes(ledger, at(log, 12), log);
        }
    }

    /** A path between other sizes, or of another log, connects nothing. */
    @Test
    default void refusesAPathThatLeadsElsewhere(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        GrowingLog other = GrowingLog.of("other leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 6), log);
            refuses(ledger, at(log, 12), new OtherPath(log, log.consistencyPath(5, 12)));
            refuses(ledger, at(log, 12), new OtherPath(log, log.consistencyPath(6, 11)));
            refuses(ledger, at(log, 12), new OtherPath(log, other.consistencyPath(6, 12)));
            takes(ledger, at(log, 12), log);
        }
    }

    /** What the log did not sign says nothing of the log. */
    @Test
    default void refusesWhatTheLogDidNotSign(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            for (Signer signer : List.of(Signer.A_FORGER, Signer.ANOTHER_LOG, Signer.NOBODY)) {
                refuses(ledger, sign(signer, 6, log.root(6)), log);
            }
            takes(ledger, at(log, 6), log);
            for (Signer signer : List.of(Signer.A_FORGER, Signer.ANOTHER_LOG, Signer.NOBODY)) {
                refuses(ledger, sign(signer, 6, log.root(6)), log);
                refuses(ledger, sign(signer, 12, log.root(12)), log);
            }
        }
    }

    /** What counts is what was signed, not what stands beside it. */
    @Test
    default void refusesACheckpointThatSaysOtherThanItsNote(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        SignedCheckpoint signed = at(log, 6);
        try (LedgerAdapter ledger = open(folder)) {
            refuses(ledger, new SignedCheckpoint(signed.origin(), 12, log.root(12), signed.note()), log);
            refuses(ledger, new SignedCheckpoint("other.example/log", 6, log.root(6), signed.note()), log);
            takes(ledger, signed, log);
        }
    }

    /** What a ledger holds it still holds after it was closed and opened, and it forgives a fork no more than before. */
    @Test
    default void survivesReopening(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 12);
        GrowingLog fork = GrowingLog.of("other leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 2), log);
            takes(ledger, at(log, 6), log);
        }
        try (LedgerAdapter ledger = open(folder)) {
            assertThat(ledger.latest()).contains(TreeHead.of(at(log, 6)));
            refusesAsConflict(ledger, at(fork, 6), fork);
            refusesAsConflict(ledger, at(fork, 12), fork);
            takes(ledger, at(log, 12), log);
        }
    }

    /** A ledger that starts late takes a long log at once, and the next steps of it. */
    @Test
    default void takesALongLog(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 10_100);
        try (LedgerAdapter ledger = open(folder)) {
            takes(ledger, at(log, 10_000), log);
            takes(ledger, at(log, 10_001), log);
            takes(ledger, at(log, 10_100), log);
        }
    }

    private SignedCheckpoint at(GrowingLog log, long size) {
        return sign(Signer.THE_LOG, size, log.root(size));
    }

    private static void takes(LedgerAdapter ledger, SignedCheckpoint checkpoint, LogHistory history) throws Exception {
        LedgerReceipt receipt = ledger.publish(checkpoint, history);
        assertThat(receipt.tree()).isEqualTo(TreeHead.of(checkpoint));
        assertThat(ledger.latest()).contains(TreeHead.of(checkpoint));
    }

    private static void refusesAsConflict(LedgerAdapter ledger, SignedCheckpoint checkpoint, LogHistory history)
            throws Exception {
        var before = ledger.latest();
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> ledger.publish(checkpoint, history))
                .matches(LedgerException::isConflict, "tells of a conflict");
        assertThat(ledger.latest()).as("after a refusal").isEqualTo(before);
    }

    private static void refuses(LedgerAdapter ledger, SignedCheckpoint checkpoint, LogHistory history)
            throws Exception {
        var before = ledger.latest();
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> ledger.publish(checkpoint, history));
        assertThat(ledger.latest()).as("after a refusal").isEqualTo(before);
    }
}
