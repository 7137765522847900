package org.folkmoot.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.privacy.accountant.Normal;
import org.junit.jupiter.api.Test;

/**
 * Chi-square tests at one in a million. The power is computed in the notes: a million samples at sigma² = 4 tell a variance
 * that is 2 % off, a doubled zero, a shift, a cut tail and a rounded normal value from a discrete Gaussian.
 */
class ExactDrawsTest {
    private static final double ONE_IN_A_MILLION = 4.75;
    private static final int SAMPLES = 1_000_000;

    @Test
    void drawsDiscreteGaussians() {
        long[][] variances = {{1, 4}, {1, 3}, {1, 1}, {2, 1}, {10, 1}, {100, 7}};
        for (long[] variance : variances) {
            DiscreteGaussianLaw law = new DiscreteGaussianLaw((double) variance[0] / variance[1]);
            DiscreteGaussianDraw draw = DiscreteGaussianDraw.ofVariance(variance[0], variance[1]);

            assertThat(deviation(draw::next, 40, law::probability, 200_000)).isLessThan(ONE_IN_A_MILLION);
        }
    }

    @Test
    void drawsDiscreteGaussiansOfWholeDeviation() {
        for (long deviation : new long[] {1, 2, 4, 7}) {
            DiscreteGaussianLaw law = new DiscreteGaussianLaw((double) deviation * deviation);
            DiscreteGaussianDraw draw = DiscreteGaussianDraw.ofDeviation(deviation);

            assertThat(deviation(draw::next, 80, law::probability, SAMPLES)).isLessThan(ONE_IN_A_MILLION);
        }
    }

    @Test
    void drawsRoundedGaussians() {
        for (long deviation : new long[] {1, 2, 4, 7}) {
            RoundedGaussianDraw draw = RoundedGaussianDraw.ofDeviation(deviation);

            assertThat(deviation(draw::next, 80, rounded((double) deviation), SAMPLES))
                    .isLessThan(ONE_IN_A_MILLION);
        }
    }

    @Test
    void hasThePowerToTellWrongLawsApart() {
        DiscreteGaussianDraw draw = DiscreteGaussianDraw.ofDeviation(2);

        assertThat(deviation(draw::next, 80, new DiscreteGaussianLaw(4.08)::probability, SAMPLES))
                .isGreaterThan(ONE_IN_A_MILLION);
        assertThat(deviation(bits -> draw.next(bits) + 1, 80, new DiscreteGaussianLaw(4)::probability, 10_000))
                .isGreaterThan(ONE_IN_A_MILLION);
        assertThat(deviation(draw::next, 80, rounded(2), SAMPLES)).isGreaterThan(ONE_IN_A_MILLION);
    }

    @Test
    void hasTheRightSpreadAtLargeDeviations() {
        for (long deviation : new long[] {1000, 1 << 16, 1 << 20, 1 << 24}) {
            assertThat(spread(DiscreteGaussianDraw.ofDeviation(deviation)::next) / deviation)
                    .isCloseTo(1, within(0.012));
            assertThat(spread(RoundedGaussianDraw.ofDeviation(deviation)::next) / deviation)
                    .isCloseTo(1, within(0.012));
        }
    }

    @Property(tries = 300)
    void boundsTheErrorOfItsExponentials(@ForAll @LongRange(min = 0, max = 1L << 62) long x) {
        BigInteger exact = ExactExp.expNegative(BigInteger.valueOf(x), BigInteger.ONE.shiftLeft(62), ExpCoin.BITS);

        long difference = ExpCoin.expNegative(x) - exact.longValueExact();

        assertThat(Math.abs(difference)).isLessThan(ExpCoin.ERROR - 16);
    }

    @Property(tries = 200)
    void decidesCloseCoinsByMoreDigits(@ForAll @LongRange(min = 1, max = 1000) long numerator) {
        BigInteger up = BigInteger.valueOf(numerator);
        BigInteger down = BigInteger.valueOf(1000);
        long near = ExactExp.expNegative(up, down, ExpCoin.BITS).longValueExact();
        NoiseBits bits = bits(numerator);

        assertThat(ExactExp.isBelow(new LazyFraction(bits, near - 3), up, down)).isTrue();
        assertThat(ExactExp.isBelow(new LazyFraction(bits, near + 3), up, down)).isFalse();
    }

    @Test
    void roundsExactlyWhereDigitsDoNotDecide() {
        RoundedGaussianDraw coarse = RoundedGaussianDraw.ofDeviation(1L << 50);

        double spread = spread(coarse::next);

        assertThat(spread / (1L << 50)).isCloseTo(1, within(0.012));
    }

    private static double deviation(ToLongFunction<NoiseBits> draw, int half, LongToDoubleFunction law, int samples) {
        NoiseBits bits = bits(half);
        long[] counts = new long[2 * half + 1];
        for (int i = 0; i < samples; i++) {
            counts[(int) Math.max(-half, Math.min(half, draw.applyAsLong(bits))) + half]++;
        }
        return ChiSquare.deviation(counts, law);
    }

    private static double spread(ToLongFunction<NoiseBits> draw) {
        NoiseBits bits = bits(5);
        int samples = 50_000;
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            double value = draw.applyAsLong(bits);
            squares += value * value;
        }
        return Math.sqrt(squares / samples);
    }

    private static LongToDoubleFunction rounded(double deviation) {
        return k -> Normal.between((k - 0.5) / deviation, (k + 0.5) / deviation);
    }

    private static NoiseBits bits(long seed) {
        return NoiseBits.insecure(AesCtrGenerator.fromSeed(Digest.sha256(new byte[] {(byte) seed})));
    }
}
