package org.folkmoot.audit.verify;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;

/** Checks a leaf that comes alone: signature of the log, path to the root, and signature of the coordinator. */
final class LeafProofCheck {
    private static final String WHERE = "proof file";

    private final TrustAnchor anchor;

    LeafProofCheck(TrustAnchor anchor) {
        this.anchor = anchor;
    }

    LeafReport run(ProofFile proof) throws InvalidProofException {
        Bytes bytes = proof.leaf()
                .orElseThrow(() -> new InvalidProofException(
                        FailureKind.NOT_DISCLOSED, WHERE, "no leaf inside (expected: the leaf as extra data)"));
        SignedCheckpoint checkpoint = new LogKeyCheck(anchor).open(proof.checkpoint(), List.of());
        Witnesses witnesses = new WitnessCheck(anchor.policy()).count(proof.checkpoint());
        Digest hash = LeafCodec.hash(bytes);
        try {
            new InclusionProof(proof.index(), checkpoint.size(), proof.path()).verify(hash, checkpoint.root());
        } catch (InvalidMerkleProofException e) {
            throw new InvalidProofException(FailureKind.LOG_TAMPERED, WHERE, String.valueOf(e.getMessage()), e);
        }
        checkSeen(checkpoint);
        LogLeaf leaf = open(bytes, hash);
        if (leaf instanceof CharterLeaf charter
                && (proof.index() != 0 || !charter.origin().equals(checkpoint.origin()))) {
            throw new InvalidProofException(
                    FailureKind.CHAIN_BROKEN,
                    WHERE,
                    "a charter of log " + charter.origin() + " as leaf " + proof.index()
                            + " (expected: leaf 0 of its own log, " + checkpoint.origin() + ")");
        }
        boolean checked = leaf instanceof CharterLeaf || anchor.coordinatorKey().isPresent();
        return new LeafReport(anchor.level(), checkpoint, witnesses, proof.index(), hash, leaf, checked);
    }

    /** Of a single leaf, only a checkpoint of the same size can be told to contradict another. */
    private void checkSeen(SignedCheckpoint checkpoint) throws InvalidProofException {
        for (SignedCheckpoint seen : anchor.seen()) {
            boolean same = seen.size() == checkpoint.size();
            if (same && !seen.root().equals(checkpoint.root())) {
                throw new InvalidProofException(
                        FailureKind.ROLLED_BACK_OR_FORKED,
                        WHERE,
                        "root " + checkpoint.root() + " at size " + seen.size() + " (expected: " + seen.root() + ")");
            }
        }
    }

    private LogLeaf open(Bytes bytes, Digest hash) throws InvalidProofException {
        try {
            LogLeaf leaf = LeafCodec.parseUnverified(bytes);
            if (leaf instanceof CharterLeaf) {
                requireCharter(hash);
            }
            if (anchor.coordinatorKey().isPresent()) {
                return LeafCodec.open(bytes, anchor.coordinatorKey().get());
            }
            if (leaf instanceof CharterLeaf) {
                return LeafCodec.openCharter(bytes);
            }
            return leaf;
        } catch (InvalidLeafException e) {
            throw LedgerWalk.failure(e, WHERE);
        }
    }

    private void requireCharter(Digest hash) throws InvalidProofException {
        Digest expected = anchor.charter().orElse(hash);
        if (!hash.equals(expected)) {
            throw new InvalidProofException(
                    FailureKind.CHAIN_BROKEN, WHERE, "charter: " + hash + " (expected: " + expected + ")");
        }
    }
}
