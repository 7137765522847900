package org.folkmoot.engine.client;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;

/**
 * The history of a log as one client knows it: it can only grow.
 *
 * @param key the log's key
 * @param seen the last checkpoint that was verified
 * @param checks verifies signatures
 */
record LogHistory(VerifierKey key, SignedCheckpoint seen, SharedChecks checks) {

    /** {@return the history of a log that is shown for the first time} */
    static LogHistory begin(VerifierKey key, LogView view, SharedChecks checks) throws ProtocolViolationException {
        return new LogHistory(key, open(key, view, checks), checks);
    }

    /** How a signed checkpoint that is shown stands to the one that was seen last. */
    sealed interface Sight {}

    /** It is the same, or it comes with a proof that remains to be checked. */
    record Onward() implements Sight {}

    /** It is larger, and the proof that comes with it starts from another size than was seen. */
    record Unproven() implements Sight {}

    /**
     * It is smaller than what was seen.
     *
     * @param shownSize its size
     * @param seenSize the size seen before
     */
    record Behind(long shownSize, long seenSize) implements Sight {}

    /**
     * It has another root under the same size; the two notes prove to anyone that the log's key signed both.
     *
     * @param key the log's key
     * @param seen the checkpoint seen before
     * @param shown the one shown now
     */
    record Forked(VerifierKey key, SignedCheckpoint seen, SignedCheckpoint shown) implements Sight {}

    /**
     * {@return how this view stands to what was seen}
     *
     * @throws ProtocolViolationException if its checkpoint is not signed by the log's key
     */
    Sight look(LogView view) throws ProtocolViolationException {
        SignedCheckpoint shown = open(key, view, checks);
        if (shown.size() == seen.size()) {
            return shown.root().equals(seen.root()) ? new Onward() : new Forked(key, seen, shown);
        }
        if (shown.size() < seen.size()) {
            return new Behind(shown.size(), seen.size());
        }
        return view.fromSize() == seen.size() ? new Onward() : new Unproven();
    }

    /**
     * {@return the history after this view}
     *
     * @throws ProtocolViolationException if it is not proved to extend what was seen
     */
    LogHistory advance(LogView view) throws ProtocolViolationException {
        SignedCheckpoint next = open(key, view, checks);
        if (next.size() == seen.size() && next.root().equals(seen.root())) {
            return this;
        }
        try {
            new ConsistencyProof(seen.size(), next.size(), view.consistency()).verify(seen.root(), next.root());
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation("the log does not extend the checkpoint of size " + seen.size() + " seen before: "
                    + e.getMessage());
        }
        return new LogHistory(key, next, checks);
    }

    /** {@return a leaf that is in the log as last seen, signed by this key} */
    LogLeaf open(ProvenLeaf leaf, Bytes coordinatorKey) throws ProtocolViolationException {
        requireIncluded(leaf);
        try {
            return checks.open(leaf.leaf(), coordinatorKey);
        } catch (InvalidLeafException e) {
            throw violation("leaf " + leaf.index() + ": " + e.getMessage());
        }
    }

    /** Checks that a leaf is in the log as last seen. */
    void requireIncluded(ProvenLeaf leaf) throws ProtocolViolationException {
        try {
            new InclusionProof(leaf.index(), seen.size(), leaf.inclusion())
                    .verify(LeafCodec.hash(leaf.leaf()), seen.root());
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation("leaf " + leaf.index() + " is not in the log: " + e.getMessage());
        }
    }

    private static SignedCheckpoint open(VerifierKey key, LogView view, SharedChecks checks)
            throws ProtocolViolationException {
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

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "log", what);
    }
}
