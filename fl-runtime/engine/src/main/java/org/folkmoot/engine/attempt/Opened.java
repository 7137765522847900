package org.folkmoot.engine.attempt;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;

/**
 * The attempt is on disk; it is not known yet who takes part.
 *
 * @param id round and attempt
 */
public record Opened(AttemptId id) implements RoundAttempt.Open {
    @Override
    public Answers answers() {
        return Answers.none(new TreeSet<>());
    }

    /** {@return the phase after the cohort was drawn} */
    public Selected selected(SortedSet<ClientId> cohort) {
        return new Selected(id, cohort);
    }
}
