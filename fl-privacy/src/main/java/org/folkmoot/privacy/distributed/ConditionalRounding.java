package org.folkmoot.privacy.distributed;

import java.util.random.RandomGenerator;

/**
 * Rounds a bounded vector to integers at random, each value up or down such that it is kept on average, and draws again until
 * the integers are no longer than a bound that is far below the worst case.
 *
 * <p>Guarantee: the norm of what it returns, computed exactly, is within {@link #bound}. What is drawn again makes the mean a
 * little biased; the probability is beta at most.
 *
 * <p>Source: Kairouz, Liu and Steinke 2021, Proposition 26.
 */
public final class ConditionalRounding {
    /** The beta of the source: e^(-1/2). */
    public static final double BETA = StrictMath.exp(-0.5);

    private static final int MOST_DRAWS = 10_000;
    private static final double UNIT = 0x1.0p-53;

    private final double scaledBound;
    private final double squaredBound;

    private ConditionalRounding(double scaledBound, double squaredBound) {
        this.scaledBound = scaledBound;
        this.squaredBound = squaredBound;
    }

    /**
     * {@return the rounding of vectors of at most this norm}
     *
     * @param scaledBound L2 norm in units of the grid
     * @param dimension number of values
     * @param beta how probable it may be that a draw is thrown away, in [0, 1); 0 takes the worst case for the bound
     */
    public static ConditionalRounding of(double scaledBound, int dimension, double beta) {
        if (!(scaledBound > 0 && Double.isFinite(scaledBound)) || dimension < 1 || !(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("rounding: bound " + scaledBound + ", dimension " + dimension + ", beta "
                    + beta + " (expected: bound > 0, dimension >= 1, beta in [0, 1))");
        }
        double worst = scaledBound + StrictMath.sqrt(dimension);
        double probable = beta == 0
                ? Double.POSITIVE_INFINITY
                : scaledBound * scaledBound
                        + dimension / 4.0
                        + StrictMath.sqrt(-2 * StrictMath.log(beta)) * (scaledBound + StrictMath.sqrt(dimension) / 2);
        return new ConditionalRounding(scaledBound, StrictMath.min(worst * worst, probable));
    }

    /** {@return the largest L2 norm of what is returned, in integer units} */
    public double bound() {
        return StrictMath.sqrt(squaredBound);
    }

    /**
     * {@return the values as integers}
     *
     * @param scaled in units of the grid, within the bound that was given
     * @param random the client's own
     * @throws IllegalArgumentException if the values are longer than that
     */
    public long[] round(double[] scaled, RandomGenerator random) {
        requireBounded(scaled);
        long[] rounded = new long[scaled.length];
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            long squares = 0;
            for (int i = 0; i < scaled.length; i++) {
                double below = StrictMath.floor(scaled[i]);
                boolean up = random.nextDouble() < scaled[i] - below;
                rounded[i] = (long) below + (up ? 1 : 0);
                squares = Math.addExact(squares, Math.multiplyExact(rounded[i], rounded[i]));
            }
            if (squares <= squaredBound) {
                return rounded;
            }
        }
        throw new AssertionError("each draw is within the bound with probability 1 - beta at least");
    }

    private void requireBounded(double[] scaled) {
        double sum = 0;
        for (double value : scaled) {
            sum += value * value;
        }
        double tolerated = scaledBound * scaledBound * (1 + UNIT * (16.0 + 8.0 * scaled.length));
        if (!(sum <= tolerated)) {
            throw new IllegalArgumentException("scaled: squared norm " + sum + " (expected: <= " + tolerated + ")");
        }
    }
}
