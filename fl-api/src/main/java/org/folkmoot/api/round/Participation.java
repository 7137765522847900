package org.folkmoot.api.round;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which rule a round draws its cohort; part of the program, so that a client and a verifier can draw it again. The
 * rules themselves are interpreted in one place, {@code CohortDraw} of {@code fl-core}; an id that it does not know is
 * refused before a round runs.
 *
 * @param id rule id with version, such as {@link #PUBLIC_SHARE}
 * @param parameters all that the rule depends on beside its id; numbers as decimal strings
 */
public record Participation(String id, SortedMap<String, String> parameters) {
    /**
     * Rule id of a fixed share of the registered clients, drawn from a public seed. Because anyone can recompute such a
     * cohort, it gives no privacy amplification.
     */
    public static final String PUBLIC_SHARE = "folkmoot/public-share/1";

    /** Beacon id of the seed in the charter, which everybody knows from the first leaf on. */
    public static final String CHARTER_SEED = "folkmoot/charter-seed/1";

    /** Copies the parameters and rejects ids that are none. */
    public Participation {
        Stage.requireId("participation id", id);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** {@return every client, every round} */
    public static Participation all() {
        return share(1, 1);
    }

    /** {@return this fraction of the clients, taken to one part in a thousand} */
    public static Participation fraction(double share) {
        return share((int) Math.round(share * 1000), 1000);
    }

    /**
     * {@return {@code numerator} clients out of each {@code denominator}, rounded up}
     *
     * @throws IllegalArgumentException if the share is outside (0, 1]
     */
    public static Participation share(int numerator, int denominator) {
        if (numerator < 1 || denominator < numerator) {
            throw new IllegalArgumentException(
                    "participation: " + numerator + "/" + denominator + " (expected: 0 < share <= 1)");
        }
        return new Participation(
                PUBLIC_SHARE,
                new TreeMap<>(Map.of(
                        "beacon", CHARTER_SEED,
                        "denominator", Integer.toString(denominator),
                        "numerator", Integer.toString(numerator))));
    }
}
