package org.folkmoot.engine.client;

import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;

/** What a receipt must prove to the client that it is for. */
final class ReceiptChecks {
    private ReceiptChecks() {}

    static RoundLeaf open(LogHistory history, CharterLeaf charter, RoundReceipt receipt)
            throws ProtocolViolationException {
        history.requireIncluded(receipt.proof());
        try {
            if (history.checks().open(receipt.proof().leaf(), charter.coordinatorKey()) instanceof RoundLeaf leaf
                    && leaf.federation().equals(charter.federation())
                    && leaf.attempt().equals(receipt.attempt())) {
                return leaf;
            }
        } catch (InvalidLeafException e) {
            throw violation(receipt, "proof: " + e.getMessage());
        }
        throw violation(receipt, "the leaf is not the proof of this attempt");
    }

    /** The record must be there, must be this client's, and must carry what it signed; unless nobody's is there. */
    static void requireOwnRecord(RoundLeaf leaf, RoundReceipt receipt, Digest pseudonym, SignedStatement mine)
            throws ProtocolViolationException {
        if (!leaf.isCommitted() && leaf.participants().records().count() == 0) {
            return;
        }
        byte[] bytes = receipt.record()
                .orElseThrow(() -> violation(receipt, "no record of this client"))
                .toByteArray();
        try {
            new InclusionProof(
                            receipt.recordIndex(), leaf.participants().records().count(), receipt.recordPath())
                    .verify(
                            MerkleHash.leaf(bytes),
                            leaf.participants().records().root());
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation(receipt, "the record is not among those of the proof: " + e.getMessage());
        }
        ClientRecord record = parse(receipt, bytes);
        if (!record.pseudonym().equals(pseudonym)) {
            throw violation(receipt, "the record is of another client");
        }
        if (!record.signed().orElse(mine).equals(mine)) {
            throw violation(receipt, "the record is not of what this client signed");
        }
    }

    private static ClientRecord parse(RoundReceipt receipt, byte[] bytes) throws ProtocolViolationException {
        try {
            return ClientRecord.parse(bytes);
        } catch (MalformedLeafException e) {
            throw violation(receipt, "record: " + e.getMessage());
        }
    }

    private static ProtocolViolationException violation(RoundReceipt receipt, String what) {
        return new ProtocolViolationException("coordinator", "receipt " + receipt.attempt(), what);
    }
}
