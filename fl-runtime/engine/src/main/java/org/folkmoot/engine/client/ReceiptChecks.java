package org.folkmoot.engine.client;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;

/** What a receipt must prove to the client that it is for. */
final class ReceiptChecks {
    private ReceiptChecks() {}

    /**
     * {@return the receipt, once it is proved that the log holds the leaf and the leaf commits to the record}
     *
     * @throws ProtocolViolationException if it is not, or the leaf contradicts what the client knows
     */
    static Opened open(Membership before, RoundReceipt receipt) throws ProtocolViolationException {
        LogHistory history = before.history().advance(receipt.log());
        RoundLeaf leaf = leaf(history, before.charter(), receipt);
        Membership told = before.with(history).with(before.course().told(leaf));
        Optional<ClientRecord> record = receipt.record().isEmpty()
                ? Optional.empty()
                : Optional.of(record(
                        receipt, receipt.record().get(), leaf.participants().records()));
        require(
                record.isEmpty() || record.get().pseudonym().equals(before.pseudonym()),
                receipt,
                "the record is of another client");
        return new Opened(told, receipt.proof().index(), leaf, record);
    }

    /**
     * A receipt that holds.
     *
     * @param membership the client, told of it
     * @param index where the leaf stands
     * @param leaf the proof of the attempt
     * @param record what the leaf commits to about this client, where the receipt shows it
     */
    record Opened(Membership membership, long index, RoundLeaf leaf, Optional<ClientRecord> record) {
        /**
         * {@return why the contribution was left out, if it was for a reason that only the coordinator can know}
         *
         * @throws ProtocolViolationException if this client knows better
         */
        Optional<RejectionReason> dismissal(GivenAnswer given) throws ProtocolViolationException {
            if (leaf.participants().records().count() == 0) {
                return Optional.empty();
            }
            require(record.isPresent(), "no record of this client");
            return OwnRecord.judge(record.orElseThrow(), given);
        }

        /**
         * {@return what the owner should know of a record about an attempt that this client does not remember answering}
         *
         * @throws ProtocolViolationException if it shows what this client cannot have signed
         */
        Optional<String> warningUnanswered() throws ProtocolViolationException {
            boolean buffered = leaf.program().collection() == CollectionKind.BUFFERED;
            return record.isEmpty()
                    ? Optional.empty()
                    : OwnRecord.judge(record.get(), membership, leaf.attempt(), buffered);
        }

        void require(boolean holds, String otherwise) throws ProtocolViolationException {
            if (!holds) {
                throw violation(leaf.attempt(), otherwise);
            }
        }
    }

    private static RoundLeaf leaf(LogHistory history, CharterLeaf charter, RoundReceipt receipt)
            throws ProtocolViolationException {
        if (history.open(receipt.proof(), charter.coordinatorKey()) instanceof RoundLeaf leaf
                && leaf.federation().equals(charter.federation())
                && leaf.attempt().equals(receipt.attempt())) {
            return leaf;
        }
        throw violation(receipt.attempt(), "the leaf is not the proof of this attempt");
    }

    private static ClientRecord record(RoundReceipt receipt, Bytes bytes, RoundLeaf.Records records)
            throws ProtocolViolationException {
        byte[] record = bytes.toByteArray();
        try {
            new InclusionProof(receipt.recordIndex(), records.count(), receipt.recordPath())
                    .verify(MerkleHash.leaf(record), records.root());
            return ClientRecord.parse(record);
        } catch (InvalidMerkleProofException | IllegalArgumentException e) {
            throw violation(receipt.attempt(), "the record is not among those of the proof: " + e.getMessage());
        } catch (MalformedLeafException e) {
            throw violation(receipt.attempt(), "record: " + e.getMessage());
        }
    }

    private static void require(boolean holds, RoundReceipt receipt, String otherwise)
            throws ProtocolViolationException {
        if (!holds) {
            throw violation(receipt.attempt(), otherwise);
        }
    }

    private static ProtocolViolationException violation(AttemptId attempt, String what) {
        return new ProtocolViolationException("coordinator", "receipt " + attempt, what);
    }
}
