package org.folkmoot.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;

final class WideScalarTest {
    private static final WeightedSum BOUNDS = new WeightedSum(16, 1_000);

    @Property(tries = 200)
    void wholeNumbersAreExactAlsoInFloat32(@ForAll @IntRange(max = 1 << 20) int value) {
        for (ElementType type : ElementType.values()) {
            assertThat(WideScalar.read(sent(type, value), 0)).isEqualTo(value);
            assertThat(summed(type, value, 1_000)).isEqualTo(1_000.0 * value);
        }
    }

    @Property(tries = 200)
    void othersAreWithin2ToTheMinus20(@ForAll @DoubleRange(min = 0, max = 0x1p20) double value) {
        for (ElementType type : ElementType.values()) {
            assertThat(WideScalar.read(sent(type, value), 0)).isCloseTo(value, within(0x1p-29));
            assertThat(summed(type, value, 1)).isCloseTo(value, within(0x1p-20));
        }
    }

    private static ParameterVector sent(ElementType type, double value) {
        double[] elements = new double[WideScalar.ELEMENTS];
        WideScalar.write(value, elements, 0);
        return ParameterVector.of(ParameterLayout.flat(type, elements.length), elements);
    }

    private static double summed(ElementType type, double value, long weight) {
        List<RingChannel> channels = List.of(new RingChannel("scalar", 2), new RingChannel(RingChannel.WEIGHT, 1));
        RingEncoding encoding = WideScalar.requireEncodable(BOUNDS.encoding(channels, 100));
        long[] sum = new long[encoding.width()];
        ExactSum.add(sent(type, value), weight, encoding, sum);
        return WideScalar.sum(sum, 0, encoding);
    }

    @Test
    void refusesAFinePartThatIsCoarse() {
        ParameterVector wrong = ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, 2), new double[] {0, 0.5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WideScalar.read(wrong, 0))
                .withMessage("delta[1]: 0.5 (expected: magnitude <= 1.220703125E-4)");
    }

    @Test
    void refusesEncodingsUnderWhichItIsNotPrecise() {
        List<RingChannel> channels = List.of(new RingChannel("scalar", 2), new RingChannel(RingChannel.WEIGHT, 1));
        RingEncoding coarse = new WeightedSum(16, 1L << 40).encoding(channels, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WideScalar.requireEncodable(coarse))
                .withMessageContaining("fractionBits: 18");
        RingEncoding narrow = new WeightedSum(0x1p-14, 1).encoding(channels, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WideScalar.requireEncodable(narrow))
                .withMessage("maxAbs: 6.103515625E-5 (expected: >= 1.220703125E-4)");
        assertThat(WideScalar.largest(1)).isEqualTo(0x1p16);
        assertThat(WideScalar.largest(1_000)).isEqualTo(WideScalar.LARGEST);
    }
}
