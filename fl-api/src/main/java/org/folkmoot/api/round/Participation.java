package org.folkmoot.api.round;

/**
 * Which share of the registered clients a round invites, drawn from a public seed: anyone can recompute the cohort, and
 * for that reason it gives no privacy amplification.
 *
 * @param numerator clients invited out of each {@code denominator}
 * @param denominator at least the numerator
 */
public record Participation(int numerator, int denominator) {
    /** Rejects shares outside (0, 1]. */
    public Participation {
        if (numerator < 1 || denominator < numerator) {
            throw new IllegalArgumentException(
                    "participation: " + numerator + "/" + denominator + " (expected: 0 < share <= 1)");
        }
    }

    /** {@return every client, every round} */
    public static Participation all() {
        return new Participation(1, 1);
    }

    /** {@return this share of the clients, taken to one part in a thousand} */
    public static Participation fraction(double share) {
        return new Participation((int) Math.round(share * 1000), 1000);
    }

    /** {@return how many of this many registered clients are invited: rounded up, never none} */
    public int cohortOf(int registered) {
        return Math.toIntExact(((long) registered * numerator + denominator - 1) / denominator);
    }
}
