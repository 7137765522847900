package org.folkmoot.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.testkit.LedgerAdapterContract;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLedgerTest implements LedgerAdapterContract {
    private static final String ORIGIN = "example.org/log";
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final VerifierKey VKEY = VerifierKey.ed25519(ORIGIN, KEY.publicKey());

    @TempDir
    private Path folder;

    @Override
    public LedgerAdapter open(Path where) throws LedgerException {
        return FolderLedger.open(where, VKEY);
    }

    @Override
    public SignedCheckpoint sign(long size, Digest root) {
        return Checkpoints.sign(ORIGIN, size, root, KEY);
    }

    @Test
    void refusesWhatTheLogDidNotSign() throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            Ed25519Key forger = Ed25519Key.fromSeed(Digest.sha256().bytes());
            SignedCheckpoint forged = Checkpoints.sign(ORIGIN, 1, Digest.sha256(new byte[1]), forger);
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> ledger.publish(forged, List.of()));
            SignedCheckpoint other = Checkpoints.sign("example.org/other", 1, Digest.sha256(new byte[1]), KEY);
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> ledger.publish(other, List.of()));
            assertThat(ledger.latest()).isEmpty();
        }
    }

    @Test
    void refusesAChangedStore() throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            SignedCheckpoint held = sign(1, Digest.sha256(new byte[1]));
            ledger.publish(held, List.of());
            Tampering.eachVariantOf(
                    folder.resolve("checkpoint"),
                    Tampering::byteFlips,
                    bad -> assertThatExceptionOfType(LedgerException.class).isThrownBy(ledger::latest));
            assertThat(ledger.latest()).contains(held);
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
}
