package org.folkmoot.privacy.pld;

/** The tilted distribution of a sum of losses where it has its bulk, and the way back from it to delta and epsilon. */
final class LossWindow {
    private static final double UNIT = 0x1.0p-52;
    private static final double ROUNDINGS = 64;

    private final double[] tilted;
    private final double step;
    private final long from;
    private final double tilt;
    private final double centre;
    private final double logScale;
    private final double tail;
    private final double error;

    /**
     * Takes a window.
     *
     * @param tilted masses, at their index modulo the length, as a transform gave them
     * @param count how many losses were added, which says how far off a mass may be
     * @param from index of the lowest
     * @param exact cumulants at the tilt
     * @param logTail logarithm of the true mass above the window, at most
     */
    LossWindow(double[] tilted, long count, double step, long from, double tilt, Cumulants exact, double logTail) {
        this.tilted = tilted;
        this.step = step;
        this.from = from;
        this.tilt = tilt;
        this.centre = exact.mean();
        this.logScale = exact.log() - tilt * centre;
        this.tail = StrictMath.exp(logTail - logScale);
        this.error = UNIT * (ROUNDINGS + count) * largest(tilted);
    }

    private static double largest(double[] masses) {
        double largest = 0;
        for (double mass : masses) {
            largest = Math.max(largest, mass);
        }
        return largest;
    }

    /** {@return whether nothing is missing above this epsilon}: what lies below the window came in with another weight. */
    boolean holds(double epsilon) {
        return tilt == 0 || from * step <= epsilon;
    }

    /** {@return where the bulk of the tilted distribution is} */
    double centre() {
        return centre;
    }

    /** {@return the epsilon at which delta is this, at least 0} */
    double epsilon(double logTarget) {
        double target = StrictMath.exp(logTarget - logScale);
        double masses = tail;
        double discounted = 0;
        for (long index = from + tilted.length - 1; index >= from && index >= 0; index--) {
            double loss = index * step - centre;
            if (masses - StrictMath.exp(loss) * discounted > target) {
                break;
            }
            double mass = mass(index, loss);
            masses += mass;
            discounted += mass == 0 ? 0 : mass * StrictMath.exp(-loss);
        }
        if (masses <= target) {
            return 0;
        }
        return discounted == 0
                ? Double.POSITIVE_INFINITY
                : StrictMath.max(0, centre + StrictMath.log((masses - target) / discounted));
    }

    /** {@return the delta at this epsilon} */
    double delta(double epsilon) {
        double sum = tail;
        for (long index = from + tilted.length - 1; index >= from && index * step > epsilon; index--) {
            double mass = mass(index, index * step - centre);
            sum += mass == 0 ? 0 : mass * -StrictMath.expm1(epsilon - index * step);
        }
        return sum * StrictMath.exp(logScale);
    }

    /**
     * {@return the true mass at this index, over the scale, at most} A transform's rounding error is even over all indices, as a
     * part of the largest; left out, it would be lost mass where it happened to be negative.
     */
    private double mass(long index, double loss) {
        double mass = tilted[(int) (index & (tilted.length - 1))];
        return (StrictMath.max(0, mass) + error) * StrictMath.exp(-tilt * loss);
    }
}
