package org.folkmoot.engine;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterVector;

/**
 * What a run of a federation came to.
 *
 * @param federation the federation
 * @param outcome how the run ended
 * @param detail in words, where it did not simply complete
 * @param attempts the attempts of this run, in order; those of earlier runs over the same ledger are in the log only
 * @param committedRounds committed rounds of the whole ledger
 * @param model the model after the last committed round
 * @param modelDigest its digest, as the log names it
 * @param checkpoint the newest checkpoint; keep it, and a rollback of the log will not go unseen
 * @param logKey the log's verifier key; give it to those who verify, by another way than the ledger
 * @param ledger the folder of the ledger
 */
public record FederationReport(
        FederationId federation,
        Outcome outcome,
        String detail,
        List<RoundSummary> attempts,
        int committedRounds,
        ParameterVector model,
        Digest modelDigest,
        SignedCheckpoint checkpoint,
        String logKey,
        Path ledger) {
    /** How a run can end. */
    public enum Outcome {
        /** All rounds are committed. */
        COMPLETED,
        /** The stopping rule was met before. */
        STOPPED_EARLY,
        /** It was cancelled. */
        CANCELLED,
        /** A round could not be committed within the allowed attempts. */
        ROUND_FAILED
    }

    /** Copies the attempts. */
    public FederationReport {
        attempts = List.copyOf(attempts);
    }
}
