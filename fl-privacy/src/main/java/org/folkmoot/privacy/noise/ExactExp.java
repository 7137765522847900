package org.folkmoot.privacy.noise;

import java.math.BigInteger;

/** e^(-x) to any number of digits, for the coins that 62 digits do not decide. */
final class ExactExp {
    private static final int GUARD = 32;

    private ExactExp() {}

    /** {@return whether the fraction is below e^(-numerator/denominator)} Draws digits until that is certain. */
    static boolean isBelow(LazyFraction fraction, BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() == 0) {
            return true;
        }
        while (true) {
            BigInteger value = expNegative(numerator, denominator, fraction.count());
            BigInteger distance = fraction.digits().subtract(value);
            if (distance.compareTo(BigInteger.ONE) > 0) {
                return false;
            }
            if (distance.compareTo(BigInteger.TWO.negate()) < 0) {
                return true;
            }
            fraction.extend();
        }
    }

    /**
     * {@return e^(-numerator/denominator) in units of 2^-bits, off by less than one unit}
     *
     * @param numerator >= 0, at most 2^16 times the denominator
     */
    static BigInteger expNegative(BigInteger numerator, BigInteger denominator, int bits) {
        int halvings = numerator.divide(denominator).bitLength();
        int scale = bits + GUARD + 2 * halvings;
        BigInteger halved = denominator.shiftLeft(halvings);
        BigInteger term = BigInteger.ONE.shiftLeft(scale);
        BigInteger sum = term;
        for (int n = 1; term.signum() != 0; n++) {
            term = term.multiply(numerator).divide(halved.multiply(BigInteger.valueOf(n)));
            sum = (n & 1) == 1 ? sum.subtract(term) : sum.add(term);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum).shiftRight(scale);
        }
        return sum.shiftRight(scale - bits);
    }
}
