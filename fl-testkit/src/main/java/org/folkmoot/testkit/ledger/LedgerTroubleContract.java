package org.folkmoot.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a ledger when the place, the log or the caller fails: nothing that the next checkpoint does not mend. */
public interface LedgerTroubleContract extends LedgerPlace {
    /** How long a test waits for what must happen. */
    long PATIENCE_SECONDS = 60;

    /** While the place is down everything says so, and nothing claims a conflict or an empty ledger. */
    @Test
    default void saysThatThePlaceIsDown(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt receipt = ledger.publish(checkpoint(log, 3), log);
            try (AutoCloseable outage = outage(folder)) {
                assertThat(outage).isNotNull();
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(() -> ledger.publish(checkpoint(log, 6), log))
                        .matches(e -> !e.isConflict(), "tells of no conflict");
                Throwable verifying = catchThrowable(() -> ledger.verify(receipt, checkpoint(log, 3)));
                assertThat(verifying == null || verifying instanceof LedgerException)
                        .isTrue();
            }
        }
    }

    /** When the place is back, the next checkpoint goes on from what it held. */
    @Test
    default void goesOnWhenThePlaceIsBack(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt receipt = ledger.publish(checkpoint(log, 3), log);
            try (AutoCloseable outage = outage(folder)) {
                assertThat(outage).isNotNull();
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(() -> ledger.publish(checkpoint(log, 6), log));
            }
            assertThat(ledger.publish(checkpoint(log, 8), log).tree()).isEqualTo(TreeHead.of(checkpoint(log, 8)));
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 8)));
            ledger.verify(receipt, checkpoint(log, 3));
        }
    }

    /** Many publishers at once leave the largest checkpoint, and each gets a receipt for at least its own. */
    @Test
    default void takesManyPublishersAtOnce(@TempDir Path folder) throws Exception {
        int publishers = 8;
        GrowingLog log = GrowingLog.of("leaf", 4 * publishers);
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        try (LedgerAdapter ledger = open(folder)) {
            CountDownLatch together = new CountDownLatch(publishers);
            List<Future<LedgerReceipt>> receipts = new ArrayList<>();
            for (int i = 0; i < publishers; i++) {
                long size = 4L * (i + 1);
                receipts.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return ledger.publish(checkpoint(log, size), log);
                }));
            }
            for (int i = 0; i < publishers; i++) {
                TreeHead held =
                        receipts.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS).tree();
                assertThat(held.size()).isGreaterThanOrEqualTo(4L * (i + 1));
                assertThat(held.root()).isEqualTo(log.root(held.size()));
            }
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 4L * publishers)));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A log that takes its time holds nobody up for good, and does no harm to the one that came after it. */
    @Test
    default void outlivesASlowLog(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(checkpoint(log, 3), log);
            Future<LedgerReceipt> slow =
                    threads.submit(() -> ledger.publish(checkpoint(log, 6), new SlowLog(log, asked, answer)));
            assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            Future<LedgerReceipt> next = threads.submit(() -> ledger.publish(checkpoint(log, 9), log));
            answer.countDown();
            assertThat(slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS).tree().size())
                    .isGreaterThanOrEqualTo(6);
            assertThat(next.get(PATIENCE_SECONDS, TimeUnit.SECONDS).tree().size())
                    .isEqualTo(9);
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 9)));
        } finally {
            answer.countDown();
            threads.shutdownNow();
        }
    }

    /** A log that answers slowly, once. */
    record SlowLog(LogHistory log, CountDownLatch asked, CountDownLatch answer) implements LogHistory {
        @Override
        public Bytes leaf(long index) throws AuditException {
            return log.leaf(index);
        }

        @Override
        public List<Digest> consistencyPath(long from, long to) throws AuditException {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return log.consistencyPath(from, to);
        }
    }

    /** A log that cannot be read changes nothing. */
    @Test
    default void changesNothingWhenTheLogFails(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(checkpoint(log, 3), log);
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> ledger.publish(checkpoint(log, 9), new BrokenLog()))
                    .matches(e -> !e.isConflict(), "tells of no conflict");
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 3)));
            ledger.publish(checkpoint(log, 9), log);
        }
    }

    /** A log that cannot be read. */
    record BrokenLog() implements LogHistory {
        @Override
        public Bytes leaf(long index) throws AuditException {
            throw new AuditException("disk gone");
        }

        @Override
        public List<Digest> consistencyPath(long from, long to) throws AuditException {
            throw new AuditException("disk gone");
        }
    }

    /** Leaves that are not those under the signed root are not taken for them. */
    @Test
    default void refusesLeavesThatTheCheckpointDoesNotSign(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        GrowingLog fork = GrowingLog.of("leaf", 5, "other leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            if (!ledger.capabilities().contains(LedgerCapability.STORES_ENTRIES)) {
                return; // it never looks at leaves
            }
            ledger.publish(checkpoint(log, 3), log);
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> ledger.publish(checkpoint(log, 9), new OtherLeaves(log, fork)));
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 3)));
            ledger.publish(checkpoint(log, 9), log);
            assertThat(ledger.leaf(8)).isEqualTo(log.leaf(8));
        }
    }

    /** A log that shows right paths and wrong leaves. */
    record OtherLeaves(LogHistory paths, LogHistory leaves) implements LogHistory {
        @Override
        public Bytes leaf(long index) throws AuditException {
            return leaves.leaf(index);
        }

        @Override
        public List<Digest> consistencyPath(long from, long to) throws AuditException {
            return paths.consistencyPath(from, to);
        }
    }

    /** A caller that is interrupted gets an answer or a failure, stays interrupted, and breaks nothing. */
    @Test
    default void survivesAnInterruptedCaller(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(checkpoint(log, 3), log);
            Future<Boolean> sane = thread.submit(() -> {
                Thread.currentThread().interrupt();
                Throwable thrown = catchThrowable(() -> ledger.publish(checkpoint(log, 6), log));
                return Thread.interrupted() && (thrown == null || thrown instanceof LedgerException);
            });
            assertThat(sane.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("interrupted, and either done or a LedgerException")
                    .isTrue();
            ledger.publish(checkpoint(log, 9), log);
            assertThat(ledger.latest()).contains(TreeHead.of(checkpoint(log, 9)));
        } finally {
            thread.shutdownNow();
        }
    }

    /** Closing twice is harmless; a closed ledger does nothing more. */
    @Test
    default void isOfNoUseWhenClosed(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        LedgerAdapter ledger = open(folder);
        LedgerReceipt receipt = ledger.publish(checkpoint(log, 3), log);
        ledger.close();
        ledger.close();
        assertThatIllegalStateException().isThrownBy(() -> ledger.publish(checkpoint(log, 6), log));
        assertThatIllegalStateException().isThrownBy(ledger::latest);
        assertThatIllegalStateException().isThrownBy(() -> ledger.verify(receipt, checkpoint(log, 3)));
        try (LedgerAdapter again = open(folder)) {
            assertThat(again.latest()).contains(TreeHead.of(checkpoint(log, 3)));
        }
    }

    private SignedCheckpoint checkpoint(GrowingLog log, long size) {
        return sign(Signer.THE_LOG, size, log.root(size));
    }
}
