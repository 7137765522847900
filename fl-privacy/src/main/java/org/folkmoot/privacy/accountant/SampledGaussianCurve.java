package org.folkmoot.privacy.accountant;

/**
 * The Rényi divergence of Gaussian noise on a Poisson sample: D(mixture || centre), which is the larger of the two directions.
 *
 * <p>With the likelihood ratio r of N(1, z²) and N(0, z²) and R = 1 - q + q r, it is log(E[R^α]) / (α - 1). What is computed is
 * E[R^α] - 1, which is often far below one: for whole orders as the sum over k >= 2 of Binomial(α, q)(k) (e^(k(k-1)/2z²) - 1),
 * for others as E[R^α - 1 - α(R - 1)], whose integrand is nowhere negative, by the trapezoidal rule. It converges
 * exponentially; the strip in which the integrand is analytic has half width π z².
 *
 * <p>Source: Mironov, Talwar and Zhang 2019; Trefethen and Weideman 2014.
 *
 * @param rate q in (0, 1)
 * @param noiseMultiplier z > 0
 */
record SampledGaussianCurve(double rate, double noiseMultiplier) implements RenyiCurve {
    private static final double DEVIATIONS = 14;
    private static final double STEPS_PER_DEVIATION = 12;
    private static final double STEPS_PER_STRIP = 7;
    private static final double SMALL = 1e-3;

    @Override
    public double at(double order) {
        double log = RenyiCurve.isWhole(order) ? binomial((int) order) : quadrature(order);
        return log / (order - 1);
    }

    private double binomial(int order) {
        double inverse = 1 / (2 * noiseMultiplier * noiseMultiplier);
        double logRate = StrictMath.log(rate);
        double logRest = StrictMath.log1p(-rate);
        double logChoose = 0;
        LogSum sum = new LogSum();
        for (int k = 1; k <= order; k++) {
            logChoose += StrictMath.log((order - k + 1.0) / k);
            if (k >= 2) {
                double exponent = k * (k - 1.0) * inverse;
                sum.add(logChoose + k * logRate + (order - k) * logRest + logExpm1(exponent));
            }
        }
        return sum.log1p();
    }

    private double quadrature(double order) {
        double step = StrictMath.min(
                noiseMultiplier / STEPS_PER_DEVIATION,
                StrictMath.PI * noiseMultiplier * noiseMultiplier / STEPS_PER_STRIP);
        long first = (long) StrictMath.floor(-DEVIATIONS * noiseMultiplier / step);
        long last = (long) StrictMath.ceil((order + DEVIATIONS * noiseMultiplier) / step);
        LogSum sum = new LogSum();
        for (long i = first; i <= last; i++) {
            double x = i * step;
            sum.add(Normal.logDensity(x / noiseMultiplier) + logExcess(logRatio(x), order));
        }
        LogSum scaled = new LogSum();
        scaled.add(sum.log() + StrictMath.log(step / noiseMultiplier));
        return scaled.log1p();
    }

    /** {@return log R at x} */
    private double logRatio(double x) {
        double log = (2 * x - 1) / (2 * noiseMultiplier * noiseMultiplier);
        return log < 1 ? StrictMath.log1p(rate * StrictMath.expm1(log)) : logRatioAbove(log);
    }

    private double logRatioAbove(double log) {
        return StrictMath.log(rate) + log + StrictMath.log1p((1 - rate) / rate * StrictMath.exp(-log));
    }

    /** {@return the logarithm of R^α - 1 - α(R - 1), given t = log R} */
    private static double logExcess(double t, double order) {
        double power = order * t;
        if (StrictMath.abs(power) < SMALL) {
            return StrictMath.log(excessSeries(t, order));
        }
        if (power > 30) {
            return power + StrictMath.log1p(-StrictMath.exp(-power) * (1 + order * StrictMath.expm1(t)));
        }
        return StrictMath.log(StrictMath.expm1(power) - order * StrictMath.expm1(t));
    }

    /** The sum over n >= 2 of (α^n - α) t^n / n!. */
    private static double excessSeries(double t, double order) {
        double sum = 0;
        double powers = order * t;
        double plain = t;
        for (int n = 2; n <= 7; n++) {
            powers *= order * t / n;
            plain *= t / n;
            sum += powers - order * plain;
        }
        return StrictMath.max(sum, 0);
    }

    static double logExpm1(double x) {
        return x > 30 ? x + StrictMath.log1p(-StrictMath.exp(-x)) : StrictMath.log(StrictMath.expm1(x));
    }
}
