package org.folkmoot.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLedgerTest implements SignedLedgerContract {
    @TempDir
    private Path folder;

    @Override
    public LedgerAdapter open(Path where) throws LedgerException {
        return FolderLedger.open(where, LOG_KEY);
    }

    /** The disk is gone for a while. */
    @Override
    public AutoCloseable outage(Path where) throws Exception {
        Path aside = where.resolveSibling(where.getFileName() + ".unmounted");
        Files.move(where, aside);
        return () -> Files.move(aside, where);
    }

    @Test
    void neverTakesAnUnmountedFolderForAnEmptyLedger() throws Exception {
        Path disk = folder.resolve("disk");
        try (LedgerAdapter ledger = open(disk)) {
            ledger.publish(checkpoint(), new GivenPath(List.of()));
            try (AutoCloseable unmounted = outage(disk)) {
                assertThat(unmounted).isNotNull();
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(ledger::latest)
                        .withMessageContaining("gone");
            }
        }
    }

    @Test
    void refusesAChangedStore() throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            SignedCheckpoint held = checkpoint();
            ledger.publish(held, new GivenPath(List.of()));
            Tampering.eachVariantOf(
                    folder.resolve("checkpoint"),
                    Tampering::byteFlips,
                    bad -> assertThatExceptionOfType(LedgerException.class).isThrownBy(ledger::latest));
            assertThat(ledger.latest()).contains(TreeHead.of(held));
        }
    }

    @Test
    void givesBackTheNotesThatItTook() throws Exception {
        try (FolderLedger ledger = FolderLedger.open(folder, LOG_KEY)) {
            ledger.publish(checkpoint(), new GivenPath(List.of()));

            assertThat(ledger.checkpoint()).contains(checkpoint());
            assertThat(ledger.checkpoint(1)).contains(checkpoint());
            assertThat(ledger.checkpoint(0)).isEmpty();
            assertThat(ledger.checkpoint(2)).isEmpty();
            assertThat(ledger.checkpoint(-1)).isEmpty();
        }
    }

    @Test
    void letsOneUserIn() throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> open(folder));
            assertThat(ledger.name()).isEqualTo("folder");
        }
        open(folder).close();
    }

    private SignedCheckpoint checkpoint() {
        return sign(Signer.THE_LOG, 1, Digest.sha256(new byte[1]));
    }
}
