package org.folkmoot.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A correct ledger passes, as this class itself shows; ones with a flaw are found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class LedgerAdapterContractTest implements LedgerAdapterContract {
    @Override
    public LedgerAdapter open(Path folder) {
        return new MemoryLedger(folder, false);
    }

    @Override
    public SignedCheckpoint sign(Signer signer, long size, Digest root) {
        String origin = signer == Signer.ANOTHER_LOG ? "testkit.example/other" : MemoryLedger.ORIGIN;
        return new SignedCheckpoint(
                origin, size, root, Bytes.utf8(signer == Signer.THE_LOG ? MemoryLedger.note(size, root) : "forged"));
    }

    @Override
    public AutoCloseable outage(Path folder) {
        return MemoryLedger.outage(folder);
    }

    @Test
    void findsALedgerThatTakesAFork(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new Credulous().refusesAForkOfALargerSize(folder));
    }

    @Test
    void findsALedgerThatTakesAnyReceipt(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new Credulous().refusesForgedReceipts(folder));
    }

    private static final class Credulous implements LedgerAdapterContract {
        @Override
        public LedgerAdapter open(Path folder) {
            return new MemoryLedger(folder, true);
        }

        @Override
        public SignedCheckpoint sign(Signer signer, long size, Digest root) {
            return new LedgerAdapterContractTest().sign(signer, size, root);
        }

        @Override
        public AutoCloseable outage(Path folder) {
            return MemoryLedger.outage(folder);
        }
    }
}
