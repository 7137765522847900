package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;

/**
 * The new state has passed the gate; its proof is to be written.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 * @param after the new state
 * @param evaluation how good it is, where that was measured
 */
public record Gated(AttemptId id, Answers answers, RoundState after, Optional<Evaluation> evaluation)
        implements RoundAttempt.Open, Decided {
    /** {@return the end of the attempt, once its proof is durable in the log} */
    public Committed committed(LeafReceipt receipt) {
        return new Committed(id, answers, after, evaluation, receipt);
    }
}
