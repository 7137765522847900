package org.folkmoot.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FixedPointTest {
    private final FixedPoint encoding = new FixedPoint(2, 32, 10, 1000);

    @Property(tries = 1000)
    void quantizesToTheNearestIntegerTiesToEven(
            @ForAll long numerator,
            @ForAll @IntRange(max = 63) int shift,
            @ForAll @IntRange(max = 52) int fractionBits) {
        double value = 64 * ((numerator >> shift) * StrictMath.scalb(1.0, shift - 63));
        FixedPoint fine = new FixedPoint(fractionBits, 64, 100, 8);
        BigDecimal exact = new BigDecimal(value).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(fractionBits)));

        assertThat(fine.quantize(value))
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    @Property(tries = 300)
    void roundsTiesToEven(
            @ForAll @IntRange(min = -1000, max = 1000) int integer, @ForAll @IntRange(max = 40) int fractionBits) {
        FixedPoint fine = new FixedPoint(fractionBits, 64, 1001, 1);

        long quantized = fine.quantize((integer + 0.5) * fine.resolution());

        assertThat(quantized).isEqualTo(Math.floorMod(integer, 2) == 0 ? integer : integer + 1);
    }

    @Property(tries = 1000)
    void noSumWithinItsBoundsOverflowsAndTheNextFinerOneWould(
            @ForAll @DoubleRange(min = 1, max = 1e9) @Scale(9) double scaledMaxAbs,
            @ForAll @IntRange(max = 29) int downscale,
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long maxTotalWeight,
            @ForAll @IntRange(min = 62, max = 64) int ringBits) {
        double maxAbs = StrictMath.scalb(scaledMaxAbs, -downscale);
        FixedPoint chosen = chosenOrNull(maxAbs, maxTotalWeight, ringBits);
        if (chosen == null) {
            assertThat(maxAbs * maxTotalWeight).isGreaterThan(0x1.0p60);
            return;
        }
        BigInteger limit = BigInteger.ONE.shiftLeft(ringBits - 1);
        BigInteger largest = BigInteger.valueOf(chosen.quantize(maxAbs)).multiply(BigInteger.valueOf(maxTotalWeight));

        assertThat(largest).isLessThan(limit);
        if (chosen.fractionBits() < 40) {
            assertThatThrownBy(() -> new FixedPoint(chosen.fractionBits() + 1, ringBits, maxAbs, maxTotalWeight))
                    .hasMessageContaining("expected: < 2^" + (ringBits - 1));
        }
    }

    @Property(tries = 200)
    void foldingIsTheSameIntegersInAnyOrder(
            @ForAll @Size(min = 1, max = 10)
                    List<@Size(4) List<@DoubleRange(min = -10, max = 10) @Scale(9) Double>> updates,
            @ForAll Random random) {
        long[] inOrder = fold(updates);
        List<List<Double>> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, random);

        assertThat(fold(shuffled)).isEqualTo(inOrder);
    }

    @Property(tries = 200)
    void aSumSurvivesTheRing(@ForAll @LongRange(min = -0x7FFFFFFF, max = 0x7FFFFFFF) long sum) {
        RingVector reduced = RingVector.of(new long[] {sum}, encoding.ringBits());

        assertThat(encoding.toSigned(reduced.get(0))).isEqualTo(sum);
    }

    @Property(tries = 500)
    void aMeanIsWithinHalfAResolution(
            @ForAll @DoubleRange(min = -1, max = 1) @Scale(15) double value,
            @ForAll @LongRange(min = 1, max = 1000) long weight) {
        FixedPoint fine = FixedPoint.forBounds(1, 1000, 64);

        double mean = fine.dequantizeMean(fine.quantize(value) * weight, weight);

        // Half a resolution from quantising, and two roundings of a result of magnitude at most 1.
        assertThat(Math.abs(mean - value)).isLessThanOrEqualTo(fine.resolution() / 2 + 2 * Math.ulp(1.0));
    }

    @Test
    void accumulatesWeightedIntegersOfFloatsAndDoubles() {
        long[] sums = {100, 0, 0, 0, -1};

        encoding.accumulate(new float[] {0.125f, 0.375f, 0.625f, -0.125f, -10}, 3, sums);
        encoding.accumulate(new double[] {0, 0, 0, -0.0, 10}, 1, sums);

        assertThat(sums).containsExactly(100, 6, 6, 0, -81);
    }

    @Test
    void dequantizesInBulkAsOneByOne() {
        long[] sums = {3, -5, 0};
        double[] means = new double[3];

        encoding.dequantizeMeans(sums, 7, means);

        assertThat(means)
                .containsExactly(
                        encoding.dequantizeMean(3, 7), encoding.dequantizeMean(-5, 7), encoding.dequantizeMean(0, 7));
        assertThat(encoding.dequantizeMean(6, 3)).isEqualTo(0.5);
    }

    @Test
    void refusesAValueOutOfBoundsAndChangesNothing() {
        long[] sums = new long[3];
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 10.001f, -11}) {
            assertThatThrownBy(() -> encoding.accumulate(new float[] {1, 2, bad}, 1, sums))
                    .hasMessage("values[2]: " + (double) bad + " (expected: magnitude <= 10.0)");
            assertThatThrownBy(() -> encoding.accumulate(new double[] {bad, 2, bad}, 1, sums))
                    .hasMessageContaining("values[0]");
            assertThatThrownBy(() -> encoding.quantize(bad)).hasMessageContaining("expected: magnitude <= 10.0");
        }
        assertThat(sums).containsOnly(0);
    }

    @Test
    void refusesWeightsAndLengthsOutOfBounds() {
        long[] sums = new long[1];

        assertThatThrownBy(() -> encoding.accumulate(new float[1], 0, sums))
                .hasMessage("weight: 0 (expected: in [1, 1000])");
        assertThatThrownBy(() -> encoding.accumulate(new double[1], 1001, sums))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoding.accumulate(new float[2], 1, sums)).hasMessage("length: 2 (expected: 1)");
        assertThatThrownBy(() -> encoding.dequantizeMean(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatDoesNotFitWithTheNumbers() {
        assertThatThrownBy(() -> new FixedPoint(20, 32, 10, 1000))
                .hasMessage("sum: up to 1.048576E7 * 1000 for maxAbs 10.0, fractionBits 20"
                        + " (expected: < 2^31 for ringBits 32)");
        assertThat(new FixedPoint(0, 8, 127, 1).maxAbs()).isEqualTo(127);
        assertThatThrownBy(() -> new FixedPoint(0, 8, 128, 1)).hasMessageContaining("expected: < 2^7");
        assertThatThrownBy(() -> new FixedPoint(0, 8, 127.5, 1)).hasMessageContaining("up to 128.0");
        assertThatThrownBy(() -> new FixedPoint(53, 64, 1, 1)).hasMessageContaining("fractionBits: 53");
        assertThatThrownBy(() -> new FixedPoint(0, 65, 1, 1)).hasMessageContaining("ringBits: 65");
        assertThatThrownBy(() -> new FixedPoint(0, 64, Double.NaN, 1)).hasMessageContaining("maxAbs: NaN");
        assertThatThrownBy(() -> new FixedPoint(0, 64, 1, 0)).hasMessageContaining("maxTotalWeight: 0");
        assertThatThrownBy(() -> new FixedPoint(4, 64, 0.01, 1)).hasMessageContaining("the resolution");
        assertThatThrownBy(() -> FixedPoint.forBounds(1e30, 1, 64)).hasMessageContaining("expected: < 2^63");
    }

    private long[] fold(List<List<Double>> updates) {
        long[] sums = new long[4];
        for (List<Double> update : updates) {
            double[] values = update.stream().mapToDouble(Double::doubleValue).toArray();
            encoding.accumulate(values, 1 + Math.abs((long) values[0]), sums);
        }
        return sums;
    }

    private static @Nullable FixedPoint chosenOrNull(double maxAbs, long weight, int ringBits) {
        try {
            return FixedPoint.forBounds(maxAbs, weight, ringBits);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
