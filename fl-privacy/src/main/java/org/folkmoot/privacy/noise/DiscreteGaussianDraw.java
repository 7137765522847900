package org.folkmoot.privacy.noise;

import java.math.BigInteger;

/**
 * Draws from the discrete Gaussian, exactly: P(k) is proportional to e^(-k²/2σ²), over all integers.
 *
 * <p>A two-sided geometric value Y of scale t near σ is proposed and kept with probability e^(-(|Y| - σ²/t)²/2σ²). For whole σ all numbers fit a long at t = σ; where they do not, big integers take over.
 *
 * <p>Source: Canonne, Kamath and Steinke 2020, Algorithms 1 to 3.
 */
final class DiscreteGaussianDraw {
    /** The largest scale, 2^30. */
    static final long MAX_SCALE = 1L << 30;

    private final TwoSidedGeometricDraw proposals;
    private final long scale;
    private final long numerator;
    private final long denominator;
    private final long twiceSquare;

    private DiscreteGaussianDraw(long scale, long numerator, long denominator) {
        this.proposals = new TwoSidedGeometricDraw(scale);
        this.scale = scale;
        this.numerator = numerator;
        this.denominator = denominator;
        this.twiceSquare = denominator == 1 && numerator == scale * scale ? 2 * numerator : 0;
    }

    /** {@return the draw of this whole σ, in [1, 2^30]} */
    static DiscreteGaussianDraw ofDeviation(long deviation) {
        if (deviation < 1 || deviation > MAX_SCALE) {
            throw new IllegalArgumentException("deviation: " + deviation + " (expected: in [1, 2^30])");
        }
        return new DiscreteGaussianDraw(deviation, deviation * deviation, 1);
    }

    /** {@return the draw of this σ² = numerator/denominator, both in [1, 2^20]} */
    static DiscreteGaussianDraw ofVariance(long numerator, long denominator) {
        long most = 1L << 20;
        if (numerator < 1 || numerator > most || denominator < 1 || denominator > most) {
            throw new IllegalArgumentException(
                    "variance: " + numerator + "/" + denominator + " (expected: both in [1, 2^20])");
        }
        long scale = BigInteger.valueOf(numerator / denominator).sqrt().longValueExact() + 1;
        return new DiscreteGaussianDraw(scale, numerator, denominator);
    }

    long next(NoiseBits bits) {
        while (true) {
            long proposed = proposals.next(bits);
            if (isKept(Math.abs(proposed), bits)) {
                return proposed;
            }
        }
    }

    /** {@return heads with probability e^(-(m - σ²/t)²/2σ²)} */
    private boolean isKept(long magnitude, NoiseBits bits) {
        if (twiceSquare != 0) {
            long distance = Math.abs(magnitude - scale);
            if (distance < 1L << 31) {
                return flip(distance * distance, twiceSquare, bits);
            }
        }
        BigInteger distance = BigInteger.valueOf(magnitude)
                .multiply(BigInteger.valueOf(scale))
                .multiply(BigInteger.valueOf(denominator))
                .subtract(BigInteger.valueOf(numerator));
        BigInteger square = BigInteger.valueOf(scale).pow(2);
        return flip(
                distance.multiply(distance),
                square.multiply(BigInteger.valueOf(2 * numerator)).multiply(BigInteger.valueOf(denominator)),
                bits);
    }

    /** {@return heads with probability e^(-up/down), where the quotient may be above one} */
    private static boolean flip(long up, long down, NoiseBits bits) {
        long whole = up / down;
        for (long i = 0; i < whole; i++) {
            if (!ExpCoin.flip(1, 1, bits)) {
                return false;
            }
        }
        return ExpCoin.flip(up - whole * down, down, bits);
    }

    private static boolean flip(BigInteger up, BigInteger down, NoiseBits bits) {
        BigInteger[] parts = up.divideAndRemainder(down);
        for (BigInteger i = BigInteger.ZERO; i.compareTo(parts[0]) < 0; i = i.add(BigInteger.ONE)) {
            if (!ExpCoin.flip(1, 1, bits)) {
                return false;
            }
        }
        return ExactExp.isBelow(new LazyFraction(bits, bits.next62()), parts[1], down);
    }
}
