package org.folkmoot.privacy.distributed;

import java.security.SecureRandom;
import org.folkmoot.privacy.noise.DiscreteGaussianNoise;

/**
 * How clients make up the noise of a sum among them: grid, bound of the rounded update, and the size of each share.
 *
 * <p>Guarantee: shares are sized for the honest ones that are in every sum that can be opened, the threshold of the secure
 * aggregation less the assumed colluders, not for the cohort: clients that drop out take their noise with them, and those
 * that collude know theirs.
 *
 * @param bound clip bound of an update, in parameter units
 * @param granularity distance of grid points, in parameter units
 * @param dimension elements of the rotated vector
 * @param threshold fewest contributions whose sum can be opened
 * @param colluders contributors whose shares count as known, fewer than the threshold
 * @param noiseMultiplier of the sum of the honest shares alone
 */
public record SharePlan(
        double bound, double granularity, int dimension, int threshold, int colluders, double noiseMultiplier) {
    /** Rejects plans that leave no honest share. */
    public SharePlan {
        require(bound > 0 && Double.isFinite(bound), "bound", bound, "> 0, finite");
        require(granularity > 0 && granularity <= bound, "granularity", granularity, "in (0, " + bound + "]");
        require(dimension >= 1, "dimension", dimension, ">= 1");
        require(threshold >= 1, "threshold", threshold, ">= 1");
        require(colluders >= 0 && colluders < threshold, "colluders", colluders, "in [0, " + threshold + ")");
        require(noiseMultiplier > 0 && Double.isFinite(noiseMultiplier), "noiseMultiplier", noiseMultiplier, "> 0");
    }

    /** {@return how many shares are sure to be in the sum and unknown} */
    public int honestShares() {
        return threshold - colluders;
    }

    /** {@return how a client rounds} */
    public ConditionalRounding rounding() {
        return ConditionalRounding.of(bound / granularity, dimension, ConditionalRounding.BETA);
    }

    /** {@return the share of one client, which draws it from its own entropy; its event is that of the whole sum} */
    public DiscreteGaussianNoise share(SecureRandom entropy) {
        return DiscreteGaussianNoise.share(noiseMultiplier, rounding().bound(), honestShares(), dimension, entropy);
    }

    /**
     * {@return the fewest bits of a modulus that so many contributions do not wrap around}, but for values beyond so many
     * deviations. A wrap costs accuracy, never privacy.
     *
     * @param contributions most that are ever summed
     * @param deviations how many deviations of a rotated coordinate must fit
     */
    public int ringBits(int contributions, double deviations) {
        double update = rounding().bound() * contributions / StrictMath.sqrt(dimension);
        double share = StrictMath.ceil(noiseMultiplier * rounding().bound() / StrictMath.sqrt(honestShares()));
        double each = StrictMath.sqrt(update * update + contributions * (share * share + 0.25));
        return StrictMath.getExponent(2 * deviations * each) + 1;
    }

    /**
     * {@return grid points per parameter unit that fill a modulus}
     *
     * <p>Source: Kairouz, Liu and Steinke 2021, §4; the formula of its authors' code.
     *
     * @param bits of the modulus
     * @param contributions that are summed
     * @param bound clip bound, in parameter units
     * @param shareDeviation of each share, in parameter units
     * @param dimension elements
     * @param deviations how many deviations must fit
     * @param correlation rho: 1 if updates are assumed to be equal, smaller if they point anywhere
     */
    public static double scale(
            int bits,
            int contributions,
            double bound,
            double shareDeviation,
            int dimension,
            double deviations,
            double correlation) {
        double room = StrictMath.pow(2, 2 * bits) - contributions * deviations * deviations;
        require(room > 0, "bits", bits, "enough for the rounding of " + contributions + " contributions");
        double spread = correlation / dimension * bound * bound * contributions * contributions
                + contributions * shareDeviation * shareDeviation;
        return StrictMath.sqrt(room) / (2 * deviations * StrictMath.sqrt(spread));
    }

    private static void require(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
