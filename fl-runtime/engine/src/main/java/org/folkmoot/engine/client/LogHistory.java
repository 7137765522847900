package org.folkmoot.engine.client;

import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.jspecify.annotations.Nullable;

/**
 * The history of a log as one client knows it: it can only grow.
 *
 * @param key the log's key
 * @param seen the last checkpoint that was verified; null before the first
 * @param checks verifies signatures
 */
record LogHistory(VerifierKey key, @Nullable SignedCheckpoint seen, SharedChecks checks) {

    /** {@return the history after this view, once it is proved to extend what was seen} */
    LogHistory advance(LogView view) throws ProtocolViolationException {
        SignedCheckpoint next = open(view);
        if (seen != null) {
            requireExtension(seen, next, view);
        }
        return new LogHistory(key, next, checks);
    }

    /** Checks that a leaf is in the log as last seen. */
    void requireIncluded(ProvenLeaf leaf) throws ProtocolViolationException {
        SignedCheckpoint tree = requireSeen();
        try {
            new InclusionProof(leaf.index(), tree.size(), leaf.inclusion())
                    .verify(LeafCodec.hash(leaf.leaf()), tree.root());
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation("leaf " + leaf.index() + " is not in the log: " + e.getMessage());
        }
    }

    SignedCheckpoint requireSeen() {
        if (seen == null) {
            throw new IllegalStateException("no checkpoint has been seen");
        }
        return seen;
    }

    private SignedCheckpoint open(LogView view) throws ProtocolViolationException {
        try {
            SignedCheckpoint opened = checks.open(view.checkpoint().note(), key);
            if (!opened.equals(view.checkpoint())) {
                throw violation("the checkpoint is not what its note says");
            }
            return opened;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw violation("checkpoint: " + e.getMessage());
        }
    }

    private static void requireExtension(SignedCheckpoint seen, SignedCheckpoint next, LogView view)
            throws ProtocolViolationException {
        if (next.size() < seen.size()) {
            throw violation("the log was rolled back: size " + next.size() + " (seen before: " + seen.size() + ")");
        }
        try {
            new ConsistencyProof(seen.size(), next.size(), view.consistency()).verify(seen.root(), next.root());
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation("the log does not extend the checkpoint of size " + seen.size() + " seen before: "
                    + e.getMessage());
        }
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "log", what);
    }
}
