package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A correct ledger passes, as this class itself shows; one that believes everything is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class LedgerAdapterContractTest implements LedgerAdapterContract {
    @Override
    public LedgerAdapter open(Path folder) {
        return new MemoryLedger(folder, false);
    }

    @Override
    public SignedCheckpoint sign(long size, Digest root) {
        return new SignedCheckpoint("testkit.example/log", size, root, Bytes.utf8(size + " " + root));
    }

    @Test
    void findsALedgerThatTakesAFork(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new Credulous().refusesAFork(folder));
    }

    private static final class Credulous implements LedgerAdapterContract {
        @Override
        public LedgerAdapter open(Path folder) {
            return new MemoryLedger(folder, true);
        }

        @Override
        public SignedCheckpoint sign(long size, Digest root) {
            return new LedgerAdapterContractTest().sign(size, root);
        }
    }

    /** A ledger that keeps its folders in memory. */
    private record MemoryLedger(Path folder, boolean credulous) implements LedgerAdapter {
        private static final Map<Path, SignedCheckpoint> LATEST = new HashMap<>();

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public SignedCheckpoint publish(SignedCheckpoint checkpoint, List<Digest> consistencyFromLatest)
                throws LedgerException {
            SignedCheckpoint latest = LATEST.get(folder);
            if (latest != null && checkpoint.size() < latest.size()) {
                return latest;
            }
            if (latest != null && !credulous) {
                verify(latest, checkpoint, consistencyFromLatest);
            }
            LATEST.put(folder, checkpoint);
            return checkpoint;
        }

        private static void verify(SignedCheckpoint from, SignedCheckpoint to, List<Digest> path)
                throws LedgerException {
            try {
                new ConsistencyProof(from.size(), to.size(), path).verify(from.root(), to.root());
            } catch (InvalidMerkleProofException e) {
                throw new LedgerException("checkpoint: contradicts the latest", e);
            }
        }

        @Override
        public Optional<SignedCheckpoint> latest() {
            return Optional.ofNullable(LATEST.get(folder));
        }

        @Override
        public void close() {}
    }
}
