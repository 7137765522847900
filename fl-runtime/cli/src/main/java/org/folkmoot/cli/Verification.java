package org.folkmoot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LeafReport;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationProgress;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.json.JsonObject;

/**
 * What was found to hold, of a ledger or of a single leaf.
 *
 * @param lines in plain words
 * @param json for programs
 * @param checkpoint the checkpoint that it was found under
 */
record Verification(List<String> lines, JsonObject json, SignedCheckpoint checkpoint) {
    /** Copies the lines. */
    Verification {
        lines = List.copyOf(lines);
    }

    /** {@return what holds of the ledger or proof at this path} */
    static Verification of(Path path, TrustFiles trust, VerificationOptions options, VerificationProgress progress)
            throws InvalidProofException {
        requireReadable(path);
        LedgerVerifier verifier = LedgerVerifier.of(trust.anchor());
        if (Files.isDirectory(path)) {
            VerificationReport report = ofLedger(path, verifier, options, progress);
            return new Verification(report.lines(), report.toJson(), report.checkpoint());
        }
        LeafReport report = verifier.verifyProof(path);
        return new Verification(report.lines(), report.toJson(), report.checkpoint());
    }

    private static void requireReadable(Path path) throws InvalidProofException {
        try {
            path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
        } catch (IOException e) {
            throw Failures.unreadable(path, e);
        }
    }

    private static VerificationReport ofLedger(
            Path folder, LedgerVerifier verifier, VerificationOptions options, VerificationProgress progress)
            throws InvalidProofException {
        try {
            return verifier.verify(folder, options, progress);
        } catch (UncheckedIOException e) {
            throw Failures.unreadable(folder, new IOException(e.getMessage(), e));
        }
    }
}
