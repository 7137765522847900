package org.folkmoot.core.canonical;

import java.util.Set;
import org.folkmoot.api.audit.Beacon;
import org.folkmoot.api.round.Participation;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * Draws the cohort of a round from a public seed, so that anyone can draw it again: coordinator, client and verifier. A
 * repeated attempt invites the same clients: a coordinator cannot abandon attempts until it likes the draw.
 */
public final class CohortDraw {
    private static final Set<String> PARAMETERS = Set.of("beacon", "denominator", "numerator");

    private final Participation rule;
    private final int numerator;
    private final int denominator;

    private CohortDraw(Participation rule, int numerator, int denominator) {
        this.rule = rule;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /**
     * {@return the draw by this rule}
     *
     * @throws IllegalArgumentException if the rule is unknown here, or its parameters are not in their one form
     */
    public static CohortDraw of(Participation rule) {
        if (!rule.id().equals(Participation.PUBLIC_SHARE)) {
            throw new IllegalArgumentException(
                    "participation: " + rule.id() + " (expected: " + Participation.PUBLIC_SHARE + ")");
        }
        if (!rule.parameters().keySet().equals(PARAMETERS)) {
            throw new IllegalArgumentException(
                    "participation: parameters " + rule.parameters().keySet() + " (expected: " + PARAMETERS + ")");
        }
        int numerator = number(rule, "numerator");
        int denominator = number(rule, "denominator");
        Participation known = Participation.share(numerator, denominator);
        if (!known.equals(rule)) {
            throw new IllegalArgumentException("participation: " + rule + " (expected: " + known + ")");
        }
        return new CohortDraw(rule, numerator, denominator);
    }

    private static int number(Participation rule, String name) {
        return Integer.parseInt(rule.parameters().getOrDefault(name, ""));
    }

    /** {@return how many of this many registered clients are invited: rounded up, never none} */
    public int size(int registered) {
        return Math.toIntExact(((long) registered * numerator + denominator - 1) / denominator);
    }

    /**
     * {@return registry indices of the invited clients, ascending}
     *
     * @param beacon the beacon that the rule names
     * @throws IllegalArgumentException if it is another beacon
     */
    public int[] select(Beacon beacon, int round, int registered) {
        if (!beacon.id().equals(rule.parameters().get("beacon"))) {
            throw new IllegalArgumentException("beacon: " + beacon.id() + " (expected: "
                    + rule.parameters().get("beacon") + ")");
        }
        return AesCtrGenerator.fromSeed(beacon.seed("cohort", round)).sample(registered, size(registered));
    }
}
