package org.folkmoot.privacy.accountant;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The Rényi divergence of Gaussian noise on a sample of fixed size, one unit replaced, at whole orders.
 *
 * <p>Needs forward differences of e^(cgf) with alternating signs, which lose all digits in a double; they are taken in
 * decimals long enough.
 *
 * <p>Source: Wang, Balle and Kasiviswanathan 2019, Theorem 27.
 *
 * @param rate sample over population, in (0, 1)
 * @param noiseMultiplier deviation over the sensitivity to replacement
 */
record FixedSizeGaussianCurve(double rate, double noiseMultiplier) implements RenyiCurve {
    private static final int MOST_DIFFERENCES = 64;
    private static final double LOG_2 = StrictMath.log(2);
    private static final double LOG_4 = StrictMath.log(4);

    @Override
    public double at(double order) {
        return RenyiCurve.isWhole(order) ? whole((int) order) / (order - 1) : Double.POSITIVE_INFINITY;
    }

    private double whole(int order) {
        double inverse = 1 / (2 * noiseMultiplier * noiseMultiplier);
        double[] differences = logDifferences(StrictMath.min(order + 1, MOST_DIFFERENCES), inverse);
        double logChoose = StrictMath.log(order);
        double logRate = StrictMath.log(rate);
        LogSum sum = new LogSum();
        for (int k = 2; k <= order; k++) {
            logChoose += StrictMath.log((order - k + 1.0) / k);
            double plain = LOG_2 + k * (k - 1.0) * inverse;
            double term = k == 2
                    ? StrictMath.min(LOG_4 + SampledGaussianCurve.logExpm1(2 * inverse), plain)
                    : StrictMath.min(plain, ternary(differences, k));
            sum.add(logChoose + k * logRate + term);
        }
        return sum.log1p();
    }

    private static double ternary(double[] logDifferences, int k) {
        int below = k - k % 2;
        int above = k + k % 2;
        return above < logDifferences.length
                ? LOG_4 + 0.5 * (logDifferences[below] + logDifferences[above])
                : Double.POSITIVE_INFINITY;
    }

    /** {@return by n the logarithm of the sum over i of (-1)^(n-i) C(n, i) e^(i(i-1) inverse), for even n} */
    private static double[] logDifferences(int most, double inverse) {
        int digits = 40 + (int) (most * (most - 1.0) * inverse * 0.44) + most;
        MathContext context = new MathContext(digits);
        BigDecimal base = exp(new BigDecimal(2 * inverse), context);
        BigDecimal[] row = new BigDecimal[most + 1];
        row[0] = BigDecimal.ONE;
        BigDecimal ratio = BigDecimal.ONE;
        for (int i = 1; i <= most; i++) {
            row[i] = row[i - 1].multiply(ratio, context);
            ratio = ratio.multiply(base, context);
        }
        double[] logs = new double[most + 1];
        for (int n = 1; n <= most; n++) {
            for (int i = 0; i <= most - n; i++) {
                row[i] = row[i + 1].subtract(row[i]);
            }
            logs[n] = row[0].signum() > 0 ? log(row[0]) : Double.POSITIVE_INFINITY;
        }
        return logs;
    }

    private static double log(BigDecimal value) {
        int scale = value.precision() - value.scale();
        return StrictMath.log(value.movePointLeft(scale).doubleValue()) + scale * StrictMath.log(10);
    }

    private static BigDecimal exp(BigDecimal x, MathContext context) {
        int halvings = StrictMath.max(0, StrictMath.getExponent(x.doubleValue()) + 4);
        BigDecimal reduced = x.divide(BigDecimal.valueOf(2).pow(halvings), context);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal least = BigDecimal.ONE.movePointLeft(context.getPrecision() + 5);
        for (int n = 1; term.compareTo(least) > 0; n++) {
            term = term.multiply(reduced, context).divide(BigDecimal.valueOf(n), context);
            sum = sum.add(term, context);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, context);
        }
        return sum;
    }
}
