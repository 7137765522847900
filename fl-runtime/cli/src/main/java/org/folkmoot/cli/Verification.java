package org.folkmoot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LeafReport;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.audit.verify.VerificationOptions;
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
    static Verification of(Path path, TrustFiles trust, boolean replay) throws InvalidProofException {
        requireReadable(path);
        if (Files.isDirectory(path)) {
            return ofLedger(path, trust, new VerificationOptions(replay));
        }
        return ofProof(path, trust);
    }

    private static void requireReadable(Path path) throws InvalidProofException {
        try {
            path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
        } catch (IOException e) {
            throw Failures.unreadable(path, e);
        }
    }

    private static Verification ofLedger(Path folder, TrustFiles trust, VerificationOptions options)
            throws InvalidProofException {
        VerificationReport report = report(folder, trust, options);
        LogFolder log = LogFolder.in(folder);
        SignedCheckpoint checkpoint = trust.open(log.checkpointNote(), "log/checkpoint");
        boolean same = checkpoint.origin().equals(report.origin())
                && checkpoint.size() == report.size()
                && checkpoint.root().equals(report.root());
        if (!same) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE, "log/checkpoint", "it was replaced while the log was being verified");
        }
        return new Verification(report.lines(), report.toJson(), checkpoint);
    }

    private static VerificationReport report(Path folder, TrustFiles trust, VerificationOptions options)
            throws InvalidProofException {
        try {
            return LedgerVerifier.of(trust.anchor()).verify(folder, options);
        } catch (UncheckedIOException e) {
            throw Failures.unreadable(folder, new IOException(e.getMessage(), e));
        }
    }

    private static Verification ofProof(Path file, TrustFiles trust) throws InvalidProofException {
        LedgerVerifier verifier = LedgerVerifier.of(trust.anchor());
        verifier.verifyProof(file);
        ProofFile proof = read(file);
        LeafReport report = verifier.verifyProof(proof);
        return new Verification(report.lines(), report.toJson(), trust.open(proof.checkpoint(), file.toString()));
    }

    private static ProofFile read(Path file) throws InvalidProofException {
        try {
            return ProofFile.parse(Bytes.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        } catch (MalformedProofException e) {
            throw Failures.malformed(file.toString(), e);
        }
    }
}
