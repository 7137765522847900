package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folkmoot.audit.log.TransparencyLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verifying while the coordinator writes. */
class GrowingLogTest {
    private static final int ROUNDS = 600;
    private static final int FOUNDING = 3;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void verifiesWhatWasThereWhenItBegan() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(2, ROUNDS);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        List<VerificationReport> reports = new ArrayList<>();
        try (TransparencyLog log = TransparencyLog.open(folder, LedgerFixture.ORIGIN)) {
            for (int i = 0; i < FOUNDING; i++) {
                log.append(ledger.leaves.get(i));
            }
            log.checkpoint();
            LedgerVerifier verifier = LedgerVerifier.of(TrustAnchor.logKey(log.logKey()));
            Future<?> writing = writer.submit(() -> {
                for (int i = FOUNDING; i < ledger.leaves.size(); i++) {
                    log.append(ledger.leaves.get(i));
                    log.checkpoint();
                }
                return null;
            });
            while (!writing.isDone()) {
                reports.add(verifier.verify(folder, VerificationOptions.withoutReplay()));
            }
            writing.get();
            reports.add(verifier.verify(folder, VerificationOptions.withoutReplay()));
        } finally {
            writer.shutdownNow();
        }

        assertThat(reports).extracting(VerificationReport::size).isSorted().contains((long) ROUNDS + FOUNDING);
        assertThat(reports.get(reports.size() - 1).isExtended()).isFalse();
    }

    @Test
    void saysThatThereIsMoreThanTheCheckpointSigns() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(2, 3);
        Path checkpoint = folder.resolve("log/checkpoint");
        try (TransparencyLog log = TransparencyLog.open(folder, LedgerFixture.ORIGIN)) {
            for (int i = 0; i < FOUNDING; i++) {
                log.append(ledger.leaves.get(i));
            }
            log.checkpoint();
            byte[] older = Files.readAllBytes(checkpoint);
            log.append(ledger.leaves.get(FOUNDING));
            log.checkpoint();
            Files.write(checkpoint, older);

            VerificationReport report = LedgerVerifier.of(TrustAnchor.logKey(log.logKey()))
                    .verify(folder, VerificationOptions.withoutReplay());

            assertThat(report.size()).isEqualTo(FOUNDING);
            assertThat(report.isExtended()).isTrue();
            assertThat(String.join("\n", report.lines())).contains("newer than this checkpoint");
        }
    }
}
