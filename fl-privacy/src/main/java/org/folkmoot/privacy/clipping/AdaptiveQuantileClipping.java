package org.folkmoot.privacy.clipping;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.ClippedUpdate;
import org.folkmoot.api.privacy.ClippingStrategy;

/**
 * A bound that follows a quantile of the updates' norms, from a noised count of those that were <em>within</em> it: it
 * shrinks while more than the quantile are, and grows while fewer are.
 *
 * <p>Each unit sends one more number, plus or minus one half, whose sum is noised with its own deviation; the updates' noise
 * grows so that both together cost what the round was to cost. What is added to a round without this number costs more than
 * it says, so {@link #updateNoiseMultiplier} is to be used.
 *
 * <p>Source: Andrew, Thakkar, McMahan and Ramaswamy 2021, Algorithm 1 and Theorem 1.
 *
 * @param bound of this round, in parameter units
 * @param quantile of the norms that the bound follows, in (0, 1)
 * @param rate how fast, as the exponent of a round in which all are on one side
 * @param countDeviation deviation of the noise on the sum of plus and minus one half
 * @param least the bound never goes below
 * @param most the bound never goes above
 */
public record AdaptiveQuantileClipping(
        double bound, double quantile, double rate, double countDeviation, double least, double most)
        implements ClippingStrategy {
    /** Id with version. */
    public static final String ID = "folkmoot/clip-quantile/1";

    /** Rejects values outside their ranges. */
    public AdaptiveQuantileClipping {
        require(least > 0 && least <= most && Double.isFinite(most), "least", least, "> 0, <= most, finite");
        require(bound >= least && bound <= most, "bound", bound, "in [" + least + ", " + most + "]");
        require(quantile > 0 && quantile < 1, "quantile", quantile, "in (0, 1)");
        require(rate > 0 && rate <= 1, "rate", rate, "in (0, 1]");
        require(countDeviation > 0 && Double.isFinite(countDeviation), "countDeviation", countDeviation, "> 0");
    }

    /**
     * {@return the strategy with the settings of its authors: median, rate 0.2, first bound 0.1, a deviation of a twentieth
     * of the cohort}
     *
     * @param expectedCohort units that take part in a round on average
     */
    public static AdaptiveQuantileClipping median(double expectedCohort) {
        return new AdaptiveQuantileClipping(0.1, 0.5, 0.2, expectedCohort / 20, 1e-6, 1e6);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ClippedUpdate clip(ParameterVector update) {
        return VerifiedClip.clip(update, bound);
    }

    @Override
    public double updateNoiseMultiplier(double total) {
        double ofCount = 2 * countDeviation;
        require(total > 0 && total < ofCount, "noiseMultiplier", total, "in (0, " + ofCount + "), what the count has");
        double rest = 1 / (total * total) - 1 / (ofCount * ofCount);
        return 1 / StrictMath.sqrt(rest);
    }

    @Override
    public AdaptiveQuantileClipping next(double noisyFractionWithin) {
        require(Double.isFinite(noisyFractionWithin), "noisyFractionWithin", noisyFractionWithin, "finite");
        double fraction = StrictMath.min(1, StrictMath.max(0, noisyFractionWithin));
        double moved = bound * StrictMath.exp(-rate * (fraction - quantile));
        double kept = StrictMath.min(most, StrictMath.max(least, moved));
        return new AdaptiveQuantileClipping(kept, quantile, rate, countDeviation, least, most);
    }

    private static void require(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
