package org.folkmoot.engine;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Answer;

/**
 * How an attempt ended.
 *
 * @param attempt round and attempt
 * @param abandoned why there is no new model, where there is none
 * @param included clients whose contribution counts
 * @param rejected the others, with the reason
 * @param treatments what the rules did to contributions that count and were not taken as they were
 * @param modelDigest digest of the model after the attempt; of that before it, if abandoned
 * @param evaluation how good the new model is, where that was measured
 * @param receipt where the proof stands in the log
 * @param receivedBytes size of the contributions that arrived
 * @param timings where the time went
 */
public record RoundSummary(
        AttemptId attempt,
        Optional<AbandonReason> abandoned,
        SortedSet<ClientId> included,
        SortedMap<ClientId, Answer.Rejected> rejected,
        SortedMap<ClientId, Treatment> treatments,
        Digest modelDigest,
        Optional<Evaluation> evaluation,
        LeafReceipt receipt,
        long receivedBytes,
        RoundTimings timings) {
    /** {@return whether the round gave a new model} */
    public boolean isCommitted() {
        return abandoned.isEmpty();
    }

    /** {@return reasons of rejection with how often each occurred} */
    public Map<String, Long> rejectionCounts() {
        return RejectionCounts.of(rejected.values());
    }
}
