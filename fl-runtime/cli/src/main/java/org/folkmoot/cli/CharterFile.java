package org.folkmoot.cli;

import java.nio.file.Path;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.audit.verify.LeafReport;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;

/**
 * A charter that the user brought, as a proof file.
 *
 * @param hash RFC 6962 hash of its leaf
 * @param coordinatorKey the key that it names
 */
record CharterFile(Digest hash, Bytes coordinatorKey) {
    private static final int MAX_BYTES = 1 << 18;

    /** {@return the charter in this file, whose proof holds} */
    static CharterFile read(Path file, TrustAnchor log) throws InvalidProofException {
        try {
            ProofFile proof = ProofFile.parse(Bytes.of(TrustFiles.read(file, MAX_BYTES)));
            LeafReport report = LedgerVerifier.of(log).verifyProof(proof);
            if (report.leaf() instanceof CharterLeaf charter) {
                return new CharterFile(report.leafHash(), charter.coordinatorKey());
            }
            throw new InvalidProofException(
                    FailureKind.MALFORMED,
                    file.toString(),
                    "leaf " + report.index() + " (expected: a charter, leaf 0)");
        } catch (MalformedProofException e) {
            throw Failures.malformed(file.toString(), e);
        }
    }
}
