package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.collect.Exchange;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.RecordStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes receipts, for any attempt that has a proof: from what just ended, or from the log and the records as they are
 * stored, so that a client that lost its receipt can be shown it after a restart too. Keeps the records of one attempt.
 */
final class ReceiptArchive {
    private final ChainLog chainLog;
    private final RecordStore records;
    private final Map<ClientId, Bytes> keys;
    private @Nullable Ended newest;

    /**
     * An archive over a log.
     *
     * @param chainLog holds the proofs
     * @param inputs hold the records
     * @param keys public keys of the clients that are known by name
     */
    ReceiptArchive(ChainLog chainLog, BlobStore inputs, Map<ClientId, Bytes> keys) {
        this.chainLog = chainLog;
        this.records = new RecordStore(inputs);
        this.keys = keys;
    }

    /**
     * An attempt that has a proof.
     *
     * @param attempt round and attempt
     * @param leaf where the proof stands
     * @param records what it commits to
     */
    record Ended(AttemptId attempt, long leaf, RecordSet records) {}

    /** Notes what was asked for last, which will be asked for by others too. */
    synchronized void keep(Ended ended) {
        newest = ended;
    }

    /** {@return the receipt of an attempt for the member of this pseudonym} */
    Exchange.MessageUnder receipt(Ended ended, Digest pseudonym) {
        RecordSet records = ended.records();
        OptionalInt index = records.indexOf(pseudonym);
        Optional<Bytes> record = index.isPresent()
                ? Optional.of(Bytes.of(records.record(index.getAsInt()).bytes()))
                : Optional.empty();
        List<Digest> path = index.isPresent() ? records.inclusionPath(index.getAsInt()) : List.of();
        return view -> new RoundReceipt(
                ended.attempt(), view, chainLog.proven(ended.leaf(), view), record, index.orElse(0), path);
    }

    /**
     * {@return the receipt of an attempt for this client; empty where the log has no proof of it, or the client is not
     * known by name}
     *
     * @throws IOException if the records cannot be read, or are no longer kept
     */
    Optional<Exchange.MessageUnder> receipt(ClientId client, AttemptId attempt) throws IOException {
        Bytes key = keys.get(client);
        Optional<Ended> ended = key == null ? Optional.empty() : ended(attempt);
        if (key == null || ended.isEmpty()) {
            return Optional.empty();
        }
        Digest pseudonym = Pseudonyms.of(chainLog.chain().charter().federation(), key);
        return Optional.of(receipt(ended.get(), pseudonym));
    }

    private synchronized Optional<Ended> ended(AttemptId attempt) throws IOException {
        Ended known = newest;
        if (known == null || !known.attempt().equals(attempt)) {
            Optional<ChainLog.Placed> proof = chainLog.proofOf(attempt);
            if (proof.isEmpty()) {
                return Optional.empty();
            }
            RoundLeaf.Records committed = proof.get().leaf().participants().records();
            known = new Ended(attempt, proof.get().index(), records.load(committed));
            newest = known;
        }
        return Optional.of(known);
    }
}
