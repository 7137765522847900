package org.folkmoot.testkit.attack;

import java.util.List;
import org.folkmoot.api.round.ClientStatement;

/**
 * Numbers of examples that nobody has: a weight that is negative, zero or huge takes over a mean that believes it.
 *
 * <p>A {@code TrainingResult} refuses those below 1, so they can come only in a statement that a dishonest client signs
 * by itself; the others may come from an {@link AttackingTrainer} too.
 */
public final class PoisonedCount {
    /** Counts that no intake may let in. */
    public static final List<Long> IMPOSSIBLE = List.of(0L, -1L, -9L, Long.MIN_VALUE);

    /** Counts that are numbers of examples in form, and must not count for more than the cap. */
    public static final List<Long> EXCESSIVE = List.of(1_000_000_000_000_000_000L, Long.MAX_VALUE);

    private PoisonedCount() {}

    /** {@return the same statement with this count, to be signed by the attacker} */
    public static ClientStatement in(ClientStatement honest, long examples) {
        return new ClientStatement(
                honest.federation(),
                honest.attempt(),
                honest.pseudonym(),
                honest.baseModel(),
                honest.program(),
                honest.consent(),
                honest.seenCheckpointSize(),
                honest.seenCheckpointRoot(),
                examples,
                honest.payload(),
                honest.fingerprint());
    }
}
