package org.folkmoot.privacy.accountant;

import static java.util.Objects.requireNonNull;

import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivateRelease;

/**
 * From a budget to the noise, rounds or cohort that it allows.
 *
 * <p>Guarantee: what is returned was itself accounted and is within the budget; searching errs on the safe side only.
 */
public final class Calibration {
    private static final double PRECISION = 1e-6;
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e8;
    private static final long MOST_ROUNDS = 1L << 40;

    private final PrivacyAccountant accountant;
    private final PrivacyBudget budget;

    private Calibration(PrivacyAccountant accountant, PrivacyBudget budget) {
        this.accountant = accountant;
        this.budget = budget;
    }

    /** {@return the search for what this accountant finds to be within the budget} */
    public static Calibration of(PrivacyAccountant accountant, PrivacyBudget budget) {
        return new Calibration(requireNonNull(accountant, "accountant"), requireNonNull(budget, "budget"));
    }

    /**
     * {@return the least noise multiplier whose release is within the budget, and at most one part in a million more}
     *
     * @param release by noise multiplier; more noise must not cost more
     * @throws IllegalArgumentException if no multiplier up to 10^8 is enough
     */
    public double noiseMultiplier(DoubleFunction<PrivateRelease> release) {
        double high = 1;
        while (!isWithin(release.apply(high))) {
            high *= 2;
            if (high > MOST) {
                throw outOfReach("noise multiplier", MOST);
            }
        }
        double low = high / 2;
        while (low > LEAST && isWithin(release.apply(low))) {
            high = low;
            low /= 2;
        }
        return narrow(release, low, high);
    }

    /** Regula falsi on the logarithm of epsilon, with a bisection wherever it is slow; keeps the safe end. */
    private double narrow(DoubleFunction<PrivateRelease> release, double from, double to) {
        double low = from;
        double high = to;
        double missed = excess(release.apply(low));
        if (missed <= 0) {
            return low;
        }
        double kept = excess(release.apply(high));
        for (int step = 0; high - low > PRECISION * high; step++) {
            double share = step % 3 == 2 || !Double.isFinite(missed) ? 0.5 : missed / (missed - kept);
            double margin = StrictMath.min(0.25 * PRECISION * high, 0.25 * (high - low));
            double guess = low + share * (high - low) + (step % 3 == 1 ? -margin : margin);
            double middle = StrictMath.min(high - margin, StrictMath.max(low + margin, guess));
            double at = excess(release.apply(middle));
            if (at > 0) {
                low = middle;
                missed = at;
            } else {
                high = middle;
                kept = at;
            }
        }
        return high;
    }

    /**
     * {@return the most rounds whose release is within the budget, 0 if not even one is}
     *
     * @param release by number of rounds; more rounds must not cost less
     */
    public long rounds(LongFunction<PrivateRelease> release) {
        long high = 1;
        while (isWithin(release.apply(high))) {
            high *= 2;
            if (high > MOST_ROUNDS) {
                throw outOfReach("rounds", (double) MOST_ROUNDS);
            }
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (isWithin(release.apply(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * {@return the smallest cohort whose release is within the budget}
     *
     * @param release by size of the cohort; a larger one must not cost more
     * @param population the largest cohort there is
     * @throws IllegalArgumentException if not even the whole population is enough
     */
    public long cohort(LongFunction<PrivateRelease> release, long population) {
        if (!isWithin(release.apply(population))) {
            throw outOfReach("cohort", (double) population);
        }
        long low = 0;
        long high = population;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (isWithin(release.apply(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isWithin(PrivateRelease release) {
        return accountant.epsilon(release, budget.delta()).epsilon() <= budget.epsilon();
    }

    private double excess(PrivateRelease release) {
        double epsilon = accountant.epsilon(release, budget.delta()).epsilon();
        return epsilon <= 0 ? -1 : StrictMath.log(epsilon / budget.epsilon());
    }

    private IllegalArgumentException outOfReach(String what, double most) {
        return new IllegalArgumentException(what + ": more than " + most + " (expected: enough for epsilon "
                + budget.epsilon() + " at delta " + budget.delta() + ")");
    }
}
