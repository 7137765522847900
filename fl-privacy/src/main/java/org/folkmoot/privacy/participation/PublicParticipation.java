package org.folkmoot.privacy.participation;

import java.util.HashMap;
import java.util.Map;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.SamplingScheme;
import org.folkmoot.api.privacy.UnsupportedEventException;

/**
 * A cohort that anyone can know. It gives no amplification; what it can give is that no unit takes part too often.
 *
 * <p>Guarantee: {@link #requireUnamplified} refuses an event that counts on a secret cohort.
 */
public final class PublicParticipation {
    private PublicParticipation() {}

    /**
     * {@return the event, unchanged}
     *
     * @throws UnsupportedEventException if it is amplified by a sampling that is no secret here
     */
    public static DpEvent requireUnamplified(DpEvent event) {
        for (SamplingScheme scheme : event.sampling()) {
            if (scheme != SamplingScheme.NONE && scheme != SamplingScheme.MIN_SEPARATION) {
                throw new UnsupportedEventException("sampling: " + scheme
                        + " with a public cohort (expected: NONE, for who can be recomputed is no secret; draw in"
                        + " secret, or account without amplification)");
            }
        }
        return event;
    }

    /**
     * Sees to it that no unit takes part twice within a number of rounds, and says what that is worth.
     *
     * <p>Not thread safe; what it remembers belongs to the state of the rounds.
     */
    public static final class MinSeparation {
        private final int separation;
        private final Map<String, Long> last = new HashMap<>();

        private MinSeparation(int separation) {
            this.separation = separation;
        }

        /** {@return the rule that rounds of one participant differ by at least this} 1 allows every round. */
        public static MinSeparation of(int separation) {
            if (separation < 1) {
                throw new IllegalArgumentException("separation: " + separation + " (expected: >= 1)");
            }
            return new MinSeparation(separation);
        }

        /** {@return whether the unit may take part in this round} */
        public boolean mayTakePart(String unit, long round) {
            Long before = last.get(unit);
            return before == null || round - before >= separation;
        }

        /**
         * Notes that the unit takes part.
         *
         * @throws IllegalStateException if it may not
         */
        public void takePart(String unit, long round) {
            if (!mayTakePart(unit, round)) {
                throw new IllegalStateException("round: " + round + " for a unit of round " + last.get(unit)
                        + " (expected: " + separation + " later at least)");
            }
            last.put(unit, round);
        }

        /** {@return what so many rounds do that each do this} */
        public DpEvent event(long rounds, DpEvent mechanism) {
            return new DpEvent.MinSeparated(rounds, separation, mechanism);
        }
    }
}
