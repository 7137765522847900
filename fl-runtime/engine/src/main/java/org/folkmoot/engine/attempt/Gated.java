package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;

/**
 * The new state is measured and waits for the gate and the log.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 * @param after the new state
 * @param evaluation how good it is, where that was measured
 */
public record Gated(AttemptId id, Answers answers, RoundState after, Optional<Evaluation> evaluation)
        implements RoundAttempt.Open {
    /** {@return the end of the attempt, once its proof is durable in the log} */
    public Committed committed(LeafReceipt receipt) {
        return new Committed(id, answers, after, evaluation, receipt);
    }
}
