package org.folkmoot.privacy.noise;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Draws a normal value rounded to the nearest integer, exactly.
 *
 * <p>|N| = k + x is put together of a whole part with weights e^(-k²/2) (k coins of e^(-1/2), then k(k - 1) more) and a uniform x kept
 * with probability e^(-kx) e^(-x²/2). Of x 62 binary digits are drawn, more only where a coin or the rounding of σ(k + x) hangs on
 * them.
 *
 * <p>Source: Karney 2016, "Sampling exactly from the normal distribution", Algorithm N.
 */
final class RoundedGaussianDraw {
    /** The largest deviation, 2^50. */
    static final long MAX_DEVIATION = 1L << 50;

    private final long deviation;

    private RoundedGaussianDraw(long deviation) {
        this.deviation = deviation;
    }

    static RoundedGaussianDraw ofDeviation(long deviation) {
        if (deviation < 1 || deviation > MAX_DEVIATION) {
            throw new IllegalArgumentException("deviation: " + deviation + " (expected: in [1, 2^50])");
        }
        return new RoundedGaussianDraw(deviation);
    }

    long next(NoiseBits bits) {
        while (true) {
            long whole = 0;
            while (ExpCoin.flip(1, 2, bits)) {
                whole++;
            }
            if (!areHeads(whole * (whole - 1) / 2, bits)) {
                continue;
            }
            long digits = bits.next62();
            Part part = new Part(digits, bits);
            if (part.isKept(whole)) {
                long magnitude = part.rounded(whole);
                return bits.nextCoin() ? -magnitude : magnitude;
            }
        }
    }

    private static boolean areHeads(long count, NoiseBits bits) {
        for (long i = 0; i < count; i++) {
            if (!ExpCoin.flip(1, 1, bits)) {
                return false;
            }
        }
        return true;
    }

    /** The fraction x behind the whole part; lazily longer than 62 digits. */
    private final class Part {
        private final long digits;
        private final NoiseBits bits;
        private @Nullable LazyFraction lazy;

        Part(long digits, NoiseBits bits) {
            this.digits = digits;
            this.bits = bits;
        }

        boolean isKept(long whole) {
            for (long i = 0; i < whole; i++) {
                if (!isHead(ExpCoin.expNegative(digits), false)) {
                    return false;
                }
            }
            return isHead(ExpCoin.expNegative(ExpCoin.times(digits, digits) >>> 1), true);
        }

        private boolean isHead(long probability, boolean squared) {
            long drawn = bits.next62();
            long distance = drawn - probability;
            return distance < -ExpCoin.ERROR
                    || (distance <= ExpCoin.ERROR && isBelow(new LazyFraction(bits, drawn), squared));
        }

        /** {@return whether the uniform number is below e^(-x) or e^(-x²/2)} Both get digits until it is certain. */
        private boolean isBelow(LazyFraction uniform, boolean squared) {
            LazyFraction x = fraction();
            while (true) {
                BigInteger scale = BigInteger.ONE.shiftLeft(x.count());
                BigInteger most =
                        probability(x.digits(), scale, squared, uniform.count()).add(BigInteger.ONE);
                BigInteger least = probability(x.digits().add(BigInteger.ONE), scale, squared, uniform.count())
                        .subtract(BigInteger.ONE);
                if (uniform.digits().compareTo(most) > 0) {
                    return false;
                }
                if (uniform.digits().add(BigInteger.ONE).compareTo(least) < 0) {
                    return true;
                }
                x.extend();
                uniform.extend();
            }
        }

        private BigInteger probability(BigInteger x, BigInteger scale, boolean squared, int count) {
            return squared
                    ? ExactExp.expNegative(x.multiply(x), scale.multiply(scale).shiftLeft(1), count)
                    : ExactExp.expNegative(x, scale, count);
        }

        /** {@return σ(k + x) to the nearest integer} That it lies just between two has probability zero. */
        long rounded(long whole) {
            long high = Math.multiplyHigh(deviation, digits);
            long low = deviation * digits;
            long above = (high << 2) | (low >>> ExpCoin.BITS);
            long rest = low & (ExpCoin.ONE - 1);
            long half = ExpCoin.ONE / 2;
            boolean up = rest >= half;
            boolean certain = rest + deviation <= (up ? ExpCoin.ONE + half : half);
            return certain ? deviation * whole + above + (up ? 1 : 0) : roundedExactly(whole);
        }

        private long roundedExactly(long whole) {
            LazyFraction x = fraction();
            BigInteger sigma = BigInteger.valueOf(deviation);
            while (true) {
                BigInteger half = BigInteger.ONE.shiftLeft(x.count() - 1);
                BigInteger least = sigma.multiply(x.digits()).add(half).shiftRight(x.count());
                BigInteger most = sigma.multiply(x.digits().add(BigInteger.ONE))
                        .subtract(BigInteger.ONE)
                        .add(half)
                        .shiftRight(x.count());
                if (least.equals(most)) {
                    return least.longValueExact() + deviation * whole;
                }
                x.extend();
            }
        }

        private LazyFraction fraction() {
            LazyFraction known = lazy;
            if (known == null) {
                known = new LazyFraction(bits, digits);
                lazy = known;
            }
            return known;
        }
    }
}
