package org.folkmoot.privacy.noise;

import java.math.BigInteger;

/**
 * Coins that show heads with probability e^(-x), exactly, for x in [0, 1].
 *
 * <p>A uniform number U is below e^(-x) with just that probability. 62 binary digits of U and of e^(-x), the latter in integer
 * arithmetic with a known bound of its error, decide all but one coin in 2^55; for that one as many more digits of both are
 * made as it takes ({@link ExactExp}). No floating point is involved.
 *
 * <p>e^(-x) = e^(-i/256) e^(-r) with i/256 from a table and r below 1/256 from seven terms of the series; all products are
 * rounded down, in units of 2^-62: the error stays below {@value #ERROR} units.
 */
final class ExpCoin {
    /** Digits behind the binary point. */
    static final int BITS = 62;

    /** One, in units of 2^-62. */
    static final long ONE = 1L << BITS;

    /** Bound of the error of {@link #expNegative}, in units, if its argument is off by at most 8. */
    static final long ERROR = 64;

    private static final int TABLE_BITS = 8;
    private static final long REST = (ONE >>> TABLE_BITS) - 1;
    private static final long[] TABLE = new long[(1 << TABLE_BITS) + 1];
    private static final long HALF = ONE / 2;
    private static final long THIRD = ONE / 3;
    private static final long FIFTH = ONE / 5;
    private static final long SIXTH = ONE / 6;

    static {
        BigInteger denominator = BigInteger.valueOf(1L << TABLE_BITS);
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = ExactExp.expNegative(BigInteger.valueOf(i), denominator, BITS)
                    .longValueExact();
        }
    }

    private ExpCoin() {}

    /** {@return heads with probability e^(-numerator/denominator), for 0 <= numerator <= denominator} */
    static boolean flip(long numerator, long denominator, NoiseBits bits) {
        long drawn = bits.next62();
        long distance = drawn - expNegative(fraction(numerator, denominator));
        if (distance < -ERROR) {
            return true;
        }
        return distance <= ERROR
                && ExactExp.isBelow(
                        new LazyFraction(bits, drawn), BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** {@return e^(-x) for x in [0, 1], both in units of 2^-62, off by less than {@link #ERROR} less 8} */
    static long expNegative(long x) {
        long r = x & REST;
        long sum = ONE - times(r, SIXTH);
        sum = ONE - times(times(r, FIFTH), sum);
        sum = ONE - times(r >>> 2, sum);
        sum = ONE - times(times(r, THIRD), sum);
        sum = ONE - times(times(r, HALF), sum);
        sum = ONE - times(r, sum);
        return times(TABLE[(int) (x >>> (BITS - TABLE_BITS))], sum);
    }

    /** {@return the product of two numbers below 2, in units, rounded down by less than 4} */
    static long times(long a, long b) {
        return Math.multiplyHigh(a, b) << 2;
    }

    /** {@return the quotient in units, rounded down; 0 <= numerator <= denominator < 2^62} */
    static long fraction(long numerator, long denominator) {
        long quotient = 0;
        long rest = numerator;
        int room = Long.numberOfLeadingZeros(denominator) - 1;
        for (int missing = BITS; missing > 0; ) {
            int taken = Math.min(room, missing);
            long shifted = rest << taken;
            long digits = shifted / denominator;
            rest = shifted - digits * denominator;
            quotient = (quotient << taken) + digits;
            missing -= taken;
        }
        return quotient;
    }
}
