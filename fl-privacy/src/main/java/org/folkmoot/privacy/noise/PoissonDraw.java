package org.folkmoot.privacy.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Draws from the Poisson distribution of a whole mean m, exactly.
 *
 * <p>m plus a two-sided geometric Y of scale t near sqrt(m) is proposed and kept with probability e^(-x), where x = D(Y) - |Y|/t + c,
 * D(y) = ln((m + y)! / (m! m^y)), and c is no less than what makes x negative anywhere. A double knows x to better than
 * {@value #MARGIN}, which decides all but one draw in 10^9; for that one x is computed in decimals. Both use Stirling's series,
 * D(y) = m φ(y/m) + ln(1 + y/m)/2 + s(m + y) - s(m) with φ(u) = (1 + u) ln(1 + u) - u, whose error is below its first term left out;
 * in decimals it is below 2^-200. Values below half and above twice the mean, of a probability below e^-300, are left out.
 */
final class PoissonDraw {
    /** The smallest mean, for which the series is as good as said. */
    static final long LEAST_MEAN = 1L << 11;

    /** The largest mean, 2^58. */
    static final long MAX_MEAN = 1L << 58;

    private static final double MARGIN = 1e-9;
    private static final double SMALL = 0.1;
    private static final int TERMS = 24;
    private static final MathContext DIGITS = new MathContext(100);
    private static final long[][] STIRLING = {
        {1, 12},
        {-1, 360},
        {1, 1260},
        {-1, 1680},
        {1, 1188},
        {-691, 360_360},
        {1, 156},
        {-3617, 122_400},
        {43_867, 244_188},
        {-174_611, 125_400},
        {77_683, 5_796},
        {-236_364_091, 1_506_960}
    };

    private final long mean;
    private final TwoSidedGeometricDraw proposals;
    private final double least;

    PoissonDraw(long mean) {
        if (mean < LEAST_MEAN || mean > MAX_MEAN) {
            throw new IllegalArgumentException("mean: " + mean + " (expected: in [2^11, 2^58])");
        }
        this.mean = mean;
        this.proposals = new TwoSidedGeometricDraw((long) StrictMath.ceil(StrictMath.sqrt((double) mean)));
        this.least = StrictMath.max(most(1), most(-1)) + 4 * MARGIN;
    }

    long next(NoiseBits bits) {
        while (true) {
            long proposed = proposals.next(bits);
            if (proposed >= -mean / 2 && proposed <= mean && isKept(proposed, bits)) {
                return mean + proposed;
            }
        }
    }

    /** {@return the largest |y|/t - D(y) on one side} A concave function, searched by thirds. */
    private double most(int sign) {
        long low = 0;
        long high = mean / 2;
        while (high - low > 2) {
            long left = low + (high - low) / 3;
            long right = high - (high - low) / 3;
            if (-exponent(sign * left) < -exponent(sign * right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return StrictMath.max(
                -exponent(sign * low), StrictMath.max(-exponent(sign * (low + 1)), -exponent(sign * high)));
    }

    private boolean isKept(long y, NoiseBits bits) {
        double x = exponent(y) + least;
        long drawn = bits.next62();
        double uniform = drawn * 0x1.0p-62;
        double probability = StrictMath.exp(-x);
        if (uniform < probability * (1 - 2 * MARGIN) - 0x1.0p-60) {
            return true;
        }
        if (uniform > probability * (1 + 2 * MARGIN) + 0x1.0p-60) {
            return false;
        }
        return isKeptExactly(y, new LazyFraction(bits, drawn));
    }

    /** {@return D(y) - |y|/t} */
    private double exponent(long y) {
        double u = (double) y / mean;
        return mean * excess(u)
                + 0.5 * StrictMath.log1p(u)
                + stirling(mean + (double) y)
                - stirling((double) mean)
                - (double) Math.abs(y) / proposals.scale();
    }

    /** {@return (1 + u) ln(1 + u) - u} */
    private static double excess(double u) {
        if (Math.abs(u) > SMALL) {
            return (1 + u) * StrictMath.log1p(u) - u;
        }
        double sum = 0;
        for (int k = TERMS; k >= 2; k--) {
            sum = sum * -u + 1.0 / (k * (k - 1.0));
        }
        return sum * u * u;
    }

    private static double stirling(double n) {
        double inverse = 1 / (n * n);
        return (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / n;
    }

    /** {@return whether the uniform number is below e^(-x)} Whole parts of x are coins of their own. */
    private boolean isKeptExactly(long y, LazyFraction uniform) {
        BigDecimal x = exactExponent(y).add(new BigDecimal(least));
        BigInteger scale = BigInteger.ONE.shiftLeft(200);
        BigInteger scaled = x.multiply(new BigDecimal(scale)).toBigInteger();
        if (scaled.signum() < 0) {
            throw new AssertionError("exponent: " + x + " (expected: >= 0)");
        }
        while (uniform.count() < 186) {
            BigInteger value = ExactExp.expNegative(scaled, scale, uniform.count());
            BigInteger distance = uniform.digits().subtract(value);
            if (distance.abs().compareTo(BigInteger.valueOf(4)) > 0) {
                return distance.signum() < 0;
            }
            uniform.extend();
        }
        return uniform.digits().compareTo(ExactExp.expNegative(scaled, scale, uniform.count())) < 0;
    }

    /** {@return whether both ways of computing x agree as well as is relied upon} */
    boolean agreesInDecimals(long y) {
        return exactExponent(y).subtract(new BigDecimal(exponent(y))).abs().doubleValue() < MARGIN / 10;
    }

    private BigDecimal exactExponent(long y) {
        BigDecimal m = BigDecimal.valueOf(mean);
        BigDecimal shifted = BigDecimal.valueOf(mean + y);
        BigDecimal half = new BigDecimal("0.5");
        BigDecimal log = log1p(BigDecimal.valueOf(y).divide(m, DIGITS));
        return shifted.add(half)
                .multiply(log, DIGITS)
                .subtract(BigDecimal.valueOf(y))
                .add(exactStirling(shifted))
                .subtract(exactStirling(m))
                .subtract(BigDecimal.valueOf(Math.abs(y)).divide(BigDecimal.valueOf(proposals.scale()), DIGITS));
    }

    private static BigDecimal exactStirling(BigDecimal n) {
        BigDecimal power = n;
        BigDecimal sum = BigDecimal.ZERO;
        for (long[] term : STIRLING) {
            sum = sum.add(BigDecimal.valueOf(term[0])
                    .divide(BigDecimal.valueOf(term[1]).multiply(power), DIGITS));
            power = power.multiply(n).multiply(n);
        }
        return sum;
    }

    /** 2 artanh(u / (2 + u)). */
    private static BigDecimal log1p(BigDecimal u) {
        BigDecimal ratio = u.divide(u.add(BigDecimal.valueOf(2)), DIGITS);
        BigDecimal square = ratio.multiply(ratio, DIGITS);
        BigDecimal power = ratio;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal negligible = BigDecimal.ONE.movePointLeft(95);
        for (long k = 1; power.abs().compareTo(negligible) > 0; k += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }
}
