package org.folkmoot.privacy.accountant;

/**
 * Tails of the standard normal distribution, with small relative error however far out, the same bits on every JVM.
 *
 * <p>From erfcx(x) = e^(x²) erfc(x) = (2x/π) ∫ e^(-t²)/(x²+t²) dt over the positive numbers, by the midpoint rule of step 1/2,
 * which for an analytic integrand errs by e^(-4π²) only, and the residue of the pole at ix where that is not negligible.
 *
 * <p>Source: Chiarella and Reichel 1968; Matsuyama and Iri 1970.
 */
public final class Normal {
    private static final double STEP = 0.5;
    private static final int NODES = 14;
    private static final double POLE_NEGLIGIBLE = 6;
    private static final double SQRT_HALF = StrictMath.sqrt(0.5);
    private static final double SQRT_HALF_PI = StrictMath.sqrt(StrictMath.PI / 2);
    private static final double LOG_SQRT_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);
    private static final double[] SQUARES = new double[NODES];
    private static final double[] WEIGHTS = new double[NODES];

    static {
        for (int k = 0; k < NODES; k++) {
            double node = (k + 0.5) * STEP;
            SQUARES[k] = node * node;
            WEIGHTS[k] = 2 * STEP / StrictMath.PI * StrictMath.exp(-SQUARES[k]);
        }
    }

    private Normal() {}

    /** {@return the probability of a value above x} */
    public static double tail(double x) {
        double u = x * SQRT_HALF;
        if (u < 0) {
            return 1 - 0.5 * erfc(-u);
        }
        return 0.5 * erfc(u);
    }

    /** {@return the probability of a value in (from, to]; both tails keep their relative precision} */
    public static double between(double from, double to) {
        return from >= 0 ? tail(from) - tail(to) : to <= 0 ? tail(-to) - tail(-from) : 1 - tail(-from) - tail(to);
    }

    /** {@return the natural logarithm of {@link #tail}, finite for every finite x} */
    public static double logTail(double x) {
        double u = x * SQRT_HALF;
        return u < 0 ? StrictMath.log1p(-0.5 * erfc(-u)) : StrictMath.log(0.5 * erfcx(u)) - u * u;
    }

    /** {@return the tail over the density: Mills' ratio} */
    public static double mills(double x) {
        double u = x * SQRT_HALF;
        return SQRT_HALF_PI * (u < 0 ? 2 * StrictMath.exp(u * u) - erfcx(-u) : erfcx(u));
    }

    /** {@return the natural logarithm of the density} */
    public static double logDensity(double x) {
        return -0.5 * x * x - LOG_SQRT_TWO_PI;
    }

    private static double erfc(double u) {
        return erfcx(u) * StrictMath.exp(-u * u);
    }

    /** For u >= 0. */
    private static double erfcx(double u) {
        double square = u * u;
        double sum = 0;
        for (int k = NODES - 1; k >= 0; k--) {
            sum += WEIGHTS[k] / (square + SQUARES[k]);
        }
        sum *= u;
        if (u < POLE_NEGLIGIBLE) {
            double inverse = 2 * StrictMath.PI * u / STEP;
            sum += 2 * StrictMath.exp(square - inverse) / (1 + StrictMath.exp(-inverse));
        }
        return sum;
    }
}
