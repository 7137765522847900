package org.folkmoot.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.privacy.accountant.GaussianAccountant;
import org.folkmoot.testkit.CrashInjector;
import org.folkmoot.testkit.privacy.PrivacyLedgerContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was granted counts, whenever the process dies. */
class LedgerCrashTest {
    @TempDir
    private Path folder;

    @Test
    void countsEveryGrantedChargeAfterAKill() throws Exception {
        Random random = new Random(11);
        long granted = 0;
        for (int run = 0; run < 6; run++) {
            int first = charges() + 1;
            CrashInjector.Outcome outcome = CrashInjector.of(
                            Spender.class, folder.toString(), Integer.toString(first), "50")
                    .killAtRandom(random, Duration.ofMillis(900));
            granted += outcome.lines().stream()
                    .filter(line -> line.startsWith("granted"))
                    .count();

            assertThat((long) charges()).isGreaterThanOrEqualTo(granted).isLessThanOrEqualTo(granted + run + 1);
            granted = charges();
        }
    }

    @Test
    void refusesAtTheBudgetAfterAKill() throws Exception {
        CrashInjector.of(Spender.class, folder.toString(), "1", "1").killAtLine(2);

        List<String> lines = CrashInjector.of(Spender.class, folder.toString(), Integer.toString(charges() + 1), "1")
                .runToEnd()
                .lines();

        assertThat(lines).endsWith("refused");
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(folder, GaussianAccountant.create())) {
            assertThat(ledger.spent(PrivacyLedgerContract.SCOPE, 1e-6).epsilon())
                    .isLessThanOrEqualTo(1);
        }
    }

    /** A crash leaves some prefix of what was written, in the order in which it was forced. */
    @Test
    void countsEveryAcknowledgedChargeAtEveryByte() throws Exception {
        checkEveryPrefix(12, 5);
    }

    @Tag("long")
    @Test
    void countsEveryAcknowledgedChargeInTenThousandCrashes() throws Exception {
        checkEveryPrefix(40, 1);
    }

    private void checkEveryPrefix(int charges, int stride) throws Exception {
        Path whole = folder.resolve("whole");
        PrivacyBudget limit = new PrivacyBudget(50, 1e-6);
        long[] chargeBytes = new long[charges + 1];
        long[] acknowledgedBytes = new long[charges + 1];
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(whole, GaussianAccountant.create())) {
            for (int round = 0; round <= charges; round++) {
                if (round > 0) {
                    ledger.reserve(
                            PrivacyLedgerContract.id(round),
                            PrivacyLedgerContract.SCOPE,
                            PrivacyLedgerContract.EVENT,
                            limit);
                }
                chargeBytes[round] = Files.size(whole.resolve(LedgerFiles.CHARGES));
                acknowledgedBytes[round] = Files.size(whole.resolve(LedgerFiles.ACKNOWLEDGED));
            }
        }
        for (int round = 1; round <= charges; round++) {
            for (long cut = chargeBytes[round - 1]; cut <= chargeBytes[round]; cut += stride) {
                check(whole, cut, acknowledgedBytes[round - 1], round - 1);
            }
            for (long cut = acknowledgedBytes[round - 1]; cut <= acknowledgedBytes[round]; cut += stride) {
                check(whole, chargeBytes[round], cut, round);
            }
        }
    }

    private void check(Path whole, long charges, long acknowledged, int least) throws Exception {
        Path crashed = Files.createDirectories(folder.resolve("crashed"));
        copy(whole, crashed, LedgerFiles.CHARGES, charges);
        copy(whole, crashed, LedgerFiles.ACKNOWLEDGED, acknowledged);
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(crashed, GaussianAccountant.create())) {
            assertThat(ledger.charges()).hasSizeBetween(least, least + 1);
        }
    }

    private static void copy(Path from, Path to, String file, long length) throws Exception {
        Files.write(to.resolve(file), Arrays.copyOf(Files.readAllBytes(from.resolve(file)), (int) length));
    }

    private int charges() throws Exception {
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(folder, GaussianAccountant.create())) {
            return ledger.charges().size();
        }
    }
}
