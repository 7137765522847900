package org.folkmoot.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
    private static final ParameterLayout FLOATS =
            ParameterLayout.float32(ParameterBlock.trainable("w", 2, 3), ParameterBlock.buffer("mean", 2));
    private static final ParameterLayout DOUBLES = ParameterLayout.float64(ParameterBlock.trainable("w", 8));

    @Property
    void readsBackItsCanonicalBytes(@ForAll @Size(8) float[] values, @ForAll @Size(8) double[] wide) {
        ParameterVector floats = ParameterVector.of(FLOATS, values);
        ParameterVector doubles = ParameterVector.of(DOUBLES, wide);

        assertThat(ParameterVector.fromBytes(FLOATS, floats.toBytes())).isEqualTo(floats);
        assertThat(ParameterVector.fromBytes(DOUBLES, doubles.toBytes())).isEqualTo(doubles);
    }

    @Property
    void isNamedByTheSha256OfItsBytes(@ForAll @Size(8) float[] values) {
        ParameterVector vector = ParameterVector.of(FLOATS, values);

        assertThat(vector.digest()).isEqualTo(Digest.sha256(vector.toBytes())).isEqualTo(vector.digest());
    }

    @Property
    void roundsADifferenceOnce(@ForAll @Size(8) float[] a, @ForAll @Size(8) float[] b) {
        ParameterVector difference = ParameterVector.of(FLOATS, a).minus(ParameterVector.of(FLOATS, b));

        for (int i = 0; i < a.length; i++) {
            assertThat((float) difference.get(i)).isEqualTo((float) ((double) a[i] - (double) b[i]));
        }
    }

    @Property
    void passesThroughMemoryOutsideTheHeap(@ForAll @Size(8) float[] values) {
        ParameterVector vector = ParameterVector.of(FLOATS, values);
        FloatBuffer outside = ByteBuffer.allocateDirect(64).asFloatBuffer().position(3);

        vector.copyTo(outside);

        assertThat(outside.position()).isEqualTo(11);
        assertThat(ParameterVector.of(FLOATS, outside.flip().position(3))).isEqualTo(vector);
    }

    @Test
    void isLittleEndian() {
        byte[] bytes = ParameterVector.of(DOUBLES, new double[] {1, 0, 0, 0, 0, 0, 0, 0})
                .toBytes();

        assertThat(bytes[7]).isEqualTo((byte) 0x3f);
        assertThat(bytes[6]).isEqualTo((byte) 0xf0);
    }

    @Test
    void doesNotShareArrays() {
        float[] values = new float[8];
        ParameterVector vector = ParameterVector.of(FLOATS, values);

        values[0] = 1;
        vector.toFloatArray()[1] = 1;

        assertThat(vector).isEqualTo(ParameterVector.zeros(FLOATS));
    }

    @Test
    void findsWhatIsNotFiniteOrTooLarge() {
        float[] values = {0, 1, -3, 2, Float.NaN, 0, 0, 0};
        ParameterVector vector = ParameterVector.of(FLOATS, values);

        assertThat(vector.firstNonFinite()).isEqualTo(4);
        assertThat(vector.firstBeyond(2.5)).isEqualTo(2);
        assertThat(vector.firstBeyond(3)).isEqualTo(4);
        assertThat(ParameterVector.zeros(FLOATS).firstBeyond(1)).isEqualTo(-1);
    }

    @Test
    void tellsMinusZeroFromZero() {
        double[] minusZero = new double[8];
        minusZero[0] = -0.0;

        assertThat(ParameterVector.of(DOUBLES, minusZero)).isNotEqualTo(ParameterVector.zeros(DOUBLES));
    }

    @Test
    void refusesValuesThatDoNotFitTheLayout() {
        assertThatThrownBy(() -> ParameterVector.of(FLOATS, new float[7])).hasMessage("values: 7 (expected: 8)");
        assertThatThrownBy(() -> ParameterVector.of(DOUBLES, new float[8])).hasMessageContaining("FLOAT32");
        assertThatThrownBy(() -> ParameterVector.fromBytes(FLOATS, new byte[33]))
                .hasMessage("bytes: 33 (expected: 32)");
        assertThatThrownBy(() -> ParameterVector.zeros(FLOATS).minus(ParameterVector.zeros(DOUBLES)))
                .hasMessageContaining("layout");
    }

    @Test
    void showsNoValues() {
        assertThat(ParameterVector.zeros(FLOATS)).hasToString("ParameterVector[8 x FLOAT32]");
    }

    @Test
    void knowsWhereBlocksBegin() {
        assertThat(FLOATS.offsetOf("mean")).isEqualTo(6);
        assertThatThrownBy(() -> FLOATS.offsetOf("bias")).hasMessageContaining("[w, mean]");
        assertThatThrownBy(() ->
                        ParameterLayout.float32(ParameterBlock.trainable("w", 1), ParameterBlock.trainable("w", 2)))
                .hasMessageContaining("two are named w");
    }
}
