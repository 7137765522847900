package org.folkmoot.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyLedgerException;
import org.folkmoot.privacy.accountant.RdpAccountant;
import org.folkmoot.testkit.privacy.PrivacyLedgerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPrivacyLedgerTest implements PrivacyLedgerContract {
    private static final PrivacyBudget LIMIT = new PrivacyBudget(5, 1e-6);

    @TempDir
    private Path folder;

    @Override
    public PrivacyLedger open() throws PrivacyLedgerException {
        return FolderPrivacyLedger.open(folder);
    }

    @Test
    void twoObjectsSeeTheSameSpend() throws Exception {
        try (PrivacyLedger one = open();
                PrivacyLedger other = open()) {
            one.reserve(PrivacyLedgerContract.id(1), SCOPE, EVENT, LIMIT);
            other.reserve(PrivacyLedgerContract.id(2), SCOPE, EVENT, LIMIT);
            one.reserve(PrivacyLedgerContract.id(3), SCOPE, EVENT, LIMIT);

            assertThat(one.charges()).hasSize(3).isEqualTo(other.charges());
        }
    }

    @Test
    void anotherAccountantCanCountAgain() throws Exception {
        try (PrivacyLedger ledger = open()) {
            ledger.reserve(PrivacyLedgerContract.id(1), SCOPE, EVENT, LIMIT);
        }
        try (PrivacyLedger again = FolderPrivacyLedger.open(folder, RdpAccountant.create())) {
            assertThat(again.spent(SCOPE, 1e-6).accountant()).isEqualTo(RdpAccountant.ID);
            assertThat(again.spent(SCOPE, 1e-9).epsilon())
                    .isGreaterThan(again.spent(SCOPE, 1e-6).epsilon());
        }
    }

    @Test
    void refusesADamagedRecordTheLastOneIncluded() throws Exception {
        reserveTwo();
        byte[] whole = Files.readAllBytes(charges());
        for (int position = 12; position < whole.length; position += 37) {
            byte[] damaged = whole.clone();
            damaged[position] ^= 4;
            Files.write(charges(), damaged);

            assertThatExceptionOfType(PrivacyLedgerException.class).isThrownBy(this::open);
        }
    }

    @Test
    void refusesALedgerThatLostAcknowledgedRecords() throws Exception {
        reserveTwo();
        byte[] whole = Files.readAllBytes(charges());
        for (int length = 0; length < whole.length; length += 41) {
            Files.write(charges(), Arrays.copyOf(whole, length));

            assertThatExceptionOfType(PrivacyLedgerException.class).isThrownBy(this::open);
        }
        Files.delete(charges());
        assertThatExceptionOfType(PrivacyLedgerException.class).isThrownBy(this::open);
    }

    @Test
    void refusesALedgerWithoutItsAcknowledgements() throws Exception {
        reserveTwo();
        Files.delete(folder.resolve(LedgerFiles.ACKNOWLEDGED));

        assertThatExceptionOfType(PrivacyLedgerException.class).isThrownBy(this::open);
    }

    @Test
    void countsARecordThatACrashLeftUnacknowledged() throws Exception {
        reserveTwo();
        Path acknowledged = folder.resolve(LedgerFiles.ACKNOWLEDGED);
        byte[] whole = Files.readAllBytes(acknowledged);
        Files.write(acknowledged, Arrays.copyOf(whole, whole.length - 3));

        try (PrivacyLedger again = open()) {
            assertThat(again.charges()).hasSize(2);
        }
    }

    @Test
    void dropsATornRecordThatNobodyWasTold() throws Exception {
        reserveTwo();
        Files.write(charges(), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);

        try (PrivacyLedger again = open()) {
            assertThat(again.charges()).hasSize(2);
            again.reserve(PrivacyLedgerContract.id(3), SCOPE, EVENT, LIMIT);
        }
        try (PrivacyLedger again = open()) {
            assertThat(again.charges()).hasSize(3);
        }
    }

    @Test
    void holdsNothingButEventsAndLimits() throws Exception {
        reserveTwo();
        String text = new String(Files.readAllBytes(charges()), StandardCharsets.ISO_8859_1);

        assertThat(text).contains("\"event\":{\"event\":\"gaussian\",\"noiseMultiplier\":\"10\"}");
        assertThat(text).doesNotContain("cohort").doesNotContain("norm\"").doesNotContain("seed");
    }

    private void reserveTwo() throws Exception {
        try (PrivacyLedger ledger = open()) {
            ledger.reserve(PrivacyLedgerContract.id(1), SCOPE, EVENT, LIMIT);
            ledger.reserve(PrivacyLedgerContract.id(2), SCOPE, EVENT, LIMIT);
        }
    }

    private Path charges() throws IOException {
        return folder.resolve(LedgerFiles.CHARGES);
    }
}
