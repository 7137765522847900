package org.folkmoot.testkit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.folkmoot.api.privacy.NoiseMechanism;
import org.junit.jupiter.api.Test;

/** What every {@link NoiseMechanism} keeps to; implement {@link #mechanism} and {@link #deviation} in its test class. */
public interface NoiseMechanismContract {
    /** {@return the mechanism of this test, its key from the system} */
    NoiseMechanism mechanism();

    /** {@return the standard deviation that its noise has, in integer units, at least 100} */
    double deviation();

    /** Noise has the deviation that it is accounted for, and no preferred sign. */
    @Test
    default void addsNoiseOfItsDeviation() {
        long[] noise = new long[200_000];

        mechanism().addTo(noise);

        double sum = 0;
        double squares = 0;
        for (long value : noise) {
            sum += value;
            squares += (double) value * value;
        }
        double spread = deviation() / Math.sqrt(noise.length);
        assertThat(Math.abs(sum / noise.length)).isLessThan(6 * spread);
        assertThat(Math.sqrt(squares / noise.length) / deviation()).isBetween(0.98, 1.02);
    }

    /** What was there stays under the noise, and wraps around like ring elements. */
    @Test
    default void addsToWhatIsThere() {
        long[] elements = new long[1000];
        Arrays.fill(elements, Long.MAX_VALUE);

        mechanism().addTo(elements);

        for (long value : elements) {
            assertThat(Math.abs((double) (value - Long.MAX_VALUE))).isLessThan(20 * deviation());
        }
    }

    /** No two calls give the same noise. */
    @Test
    default void neverRepeatsItself() {
        NoiseMechanism mechanism = mechanism();
        long[] first = new long[64];
        long[] second = new long[64];

        mechanism.addTo(first);
        mechanism.addTo(second);

        assertThat(first).isNotEqualTo(second);
    }

    /** The event is what is drawn, so it stays the same. */
    @Test
    default void saysWhatItDoes() {
        NoiseMechanism mechanism = mechanism();

        assertThat(mechanism.event()).isEqualTo(mechanism().event());
        assertThat(mechanism.id()).matches("[a-z0-9.-]+/[a-z0-9.-]+/[0-9]+");
    }
}
