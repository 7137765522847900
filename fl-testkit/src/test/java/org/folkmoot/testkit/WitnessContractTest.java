package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A careful witness passes, as this class itself shows; those that cut a corner are found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class WitnessContractTest implements WitnessContract {
    private static final String LOG = "testkit.example/log";
    private static final String KEY = "testkit.example/witness+00000000+none";

    private Fault fault = Fault.NONE;

    private static WitnessContractTest with(Fault fault) {
        WitnessContractTest contract = new WitnessContractTest();
        contract.fault = fault;
        return contract;
    }

    private enum Fault {
        NONE,
        FORGETS,
        BELIEVES,
        ANSWERS_FIRST
    }

    @Override
    public Running start(Path state) throws IOException {
        Files.createDirectories(state);
        Simple witness = new Simple(state.resolve("seen"), fault);
        return new Running() {
            @Override
            public Witness witness() {
                return witness;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SignedCheckpoint sign(long size, Digest root) {
        return new SignedCheckpoint(LOG, size, root, Bytes.utf8("signed " + size + " " + root.hex()));
    }

    @Override
    public SignedCheckpoint signByStranger(long size, Digest root) {
        return new SignedCheckpoint(LOG, size, root, Bytes.utf8("forged " + size + " " + root.hex()));
    }

    @Override
    public void verify(SignedCheckpoint checkpoint, String verifierKey, String cosignature) {
        if (!verifierKey.equals(KEY) || !cosignature.equals(line(checkpoint))) {
            throw new AssertionError("cosignature: " + cosignature);
        }
    }

    private static String line(SignedCheckpoint checkpoint) {
        return "cosigned " + checkpoint.size() + " " + checkpoint.root().hex() + "\n";
    }

    @Test
    void findsAWitnessThatForgets(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> with(Fault.FORGETS).remembersWhatItCosignedThoughItIsKilledAtOnce(folder));
    }

    @Test
    void findsAWitnessThatBelieves(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> with(Fault.BELIEVES).refusesAFork(folder));
    }

    @Test
    void findsAWitnessThatAnswersBeforeItRemembers(@TempDir Path folder) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> with(Fault.ANSWERS_FIRST).doesNotCosignWhatItCannotKeep(folder));
    }

    /** A witness that keeps its state in a file, and signs nothing really. */
    private static final class Simple implements Witness {
        private final Path file;
        private final Fault fault;
        private long size;
        private Digest root = Digest.sha256();

        Simple(Path file, Fault fault) throws IOException {
            this.file = file;
            this.fault = fault;
            if (Files.exists(file) && fault != Fault.FORGETS) {
                String[] kept = Files.readString(file).split(" ", -1);
                size = Long.parseLong(kept[0]);
                root = Digest.parse(kept[1]);
            }
        }

        @Override
        public String verifierKey() {
            return KEY;
        }

        @Override
        public synchronized String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency)
                throws WitnessException {
            if (!checkpoint.note().utf8().startsWith("signed ")) {
                throw new WitnessException("not signed by the log", false);
            }
            if (oldSize != size) {
                boolean behind = checkpoint.size() < size;
                throw new WitnessException("saw another size", behind, size);
            }
            if (size > 0 && fault != Fault.BELIEVES) {
                requireExtends(checkpoint, consistency);
            }
            keep(checkpoint);
            size = checkpoint.size();
            root = checkpoint.root();
            return line(checkpoint);
        }

        private void requireExtends(SignedCheckpoint checkpoint, List<Digest> path) throws WitnessException {
            try {
                new ConsistencyProof(size, checkpoint.size(), path).verify(root, checkpoint.root());
            } catch (InvalidMerkleProofException | IllegalArgumentException e) {
                throw new WitnessException("another history: " + e.getMessage(), true);
            }
        }

        private void keep(SignedCheckpoint checkpoint) throws WitnessException {
            try {
                Files.writeString(
                        file, checkpoint.size() + " " + checkpoint.root().hex());
            } catch (IOException e) {
                if (fault != Fault.ANSWERS_FIRST) {
                    throw new WitnessException("cannot keep it: " + e, false);
                }
            }
        }
    }
}
