package org.folkmoot.engine.attempt;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.Evaluation;

/**
 * The attempt gave a new state and its proof is in the log.
 *
 * @param id round and attempt
 * @param answers how each invited client fared
 * @param after the new state
 * @param evaluation how good it is, where that was measured
 * @param receipt where the proof stands
 */
public record Committed(
        AttemptId id, Answers answers, RoundState after, Optional<Evaluation> evaluation, LeafReceipt receipt)
        implements RoundAttempt {}
