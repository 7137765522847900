package org.folkmoot.api.privacy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An epsilon with all that gives it a meaning.
 *
 * @param epsilon in nats, >= 0; infinite if nothing is promised
 * @param delta in [0, 1)
 * @param unit whose presence
 * @param relation which neighbours
 * @param sampling under which chances units took part
 * @param accountant id and version of who computed it, such as {@code folkmoot/pld/1}
 */
public record PrivacyLoss(
        double epsilon,
        double delta,
        PrivacyUnit unit,
        NeighboringRelation relation,
        SortedSet<SamplingScheme> sampling,
        String accountant) {
    /** Copies the set and rejects what is no bound. */
    public PrivacyLoss {
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("epsilon: " + epsilon + " (expected: >= 0)");
        }
        if (!(delta >= 0 && delta < 1)) {
            throw new IllegalArgumentException("delta: " + delta + " (expected: in [0, 1))");
        }
        sampling = Collections.unmodifiableSortedSet(new TreeSet<>(sampling));
    }

    /** {@return whether this is within the budget; its delta must be at least this one} */
    public boolean isWithin(PrivacyBudget budget) {
        return epsilon <= budget.epsilon() && delta <= budget.delta();
    }
}
