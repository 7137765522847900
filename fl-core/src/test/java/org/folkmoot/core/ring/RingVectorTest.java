package org.folkmoot.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RingVectorTest {
    @Property(tries = 300)
    void aSumIsTheSameBytesInAnyOrderAndGrouping(
            @ForAll @Size(min = 1, max = 12) List<@Size(5) long[]> values,
            @ForAll @IntRange(min = 1, max = 64) int bits,
            @ForAll Random random) {
        List<RingVector> vectors = new ArrayList<>();
        values.forEach(each -> vectors.add(RingVector.of(each, bits)));
        RingVector inOrder = sum(vectors, bits);
        Collections.shuffle(vectors, random);
        int cut = random.nextInt(vectors.size() + 1);

        RingVector grouped = sum(vectors.subList(cut, vectors.size()), bits);
        grouped.add(sum(vectors.subList(0, cut), bits));

        assertThat(grouped.toBytes()).isEqualTo(inOrder.toBytes());
        assertThat(grouped.contentEquals(inOrder)).isTrue();
    }

    @Property(tries = 300)
    void arithmeticIsThatOfIntegersModuloThePowerOfTwo(
            @ForAll long a, @ForAll long b, @ForAll long weight, @ForAll @IntRange(min = 1, max = 64) int bits) {
        RingVector sum = RingVector.of(new long[] {a}, bits);
        RingVector scaled = sum.copy();
        RingVector difference = sum.copy();
        RingVector other = RingVector.of(new long[] {b}, bits);

        sum.add(other);
        scaled.addScaled(other, weight);
        difference.subtract(other);

        BigInteger x = BigInteger.valueOf(a);
        BigInteger y = BigInteger.valueOf(b);
        assertThat(unsigned(sum)).isEqualTo(reduced(x.add(y), bits));
        assertThat(unsigned(scaled)).isEqualTo(reduced(x.add(y.multiply(BigInteger.valueOf(weight))), bits));
        assertThat(unsigned(difference)).isEqualTo(reduced(x.subtract(y), bits));
    }

    @Property(tries = 300)
    void bytesReadBackToTheSameVector(@ForAll long[] values, @ForAll @IntRange(min = 1, max = 64) int bits)
            throws MalformedRingVectorException {
        RingVector vector = RingVector.of(values, bits);

        byte[] bytes = vector.toBytes();

        assertThat(bytes).hasSize(values.length * ((bits + 7) / 8));
        assertThat(RingVector.fromBytes(bytes, values.length, bits).contentEquals(vector))
                .isTrue();
    }

    @Test
    void bytesAreLittleEndianAndMinimal() {
        RingVector vector = RingVector.of(new long[] {0x12345, -1}, 20);

        assertThat(vector.bytesPerElement()).isEqualTo(3);
        assertThat(vector.toBytes()).containsExactly(0x45, 0x23, 0x01, 0xFF, 0xFF, 0x0F);
    }

    @Test
    void refusesBytesThatItDidNotWrite() {
        byte[] tooLarge = {0x45, 0x23, 0x11};

        assertThatThrownBy(() -> RingVector.fromBytes(tooLarge, 1, 20))
                .isInstanceOf(MalformedRingVectorException.class)
                .hasMessageContaining("element 0");
        assertThatThrownBy(() -> RingVector.fromBytes(tooLarge, 2, 20))
                .isInstanceOf(MalformedRingVectorException.class);
        assertThatThrownBy(() -> RingVector.fromBytes(tooLarge, 0, 20))
                .isInstanceOf(MalformedRingVectorException.class);
    }

    @Test
    void refusesAnotherShape() {
        RingVector vector = RingVector.zeros(2, 32);

        assertThatThrownBy(() -> vector.add(RingVector.zeros(3, 32))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vector.subtract(RingVector.zeros(2, 33))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vector.addScaled(RingVector.zeros(2, 31), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RingVector.zeros(1, 65)).hasMessage("bits: 65 (expected: in [1, 64])");
        assertThatThrownBy(() -> RingVector.zeros(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(vector.contentEquals(RingVector.zeros(2, 33))).isFalse();
        assertThat(vector.contentEquals(RingVector.zeros(1, 32))).isFalse();
        assertThat(vector.contentEquals(RingVector.of(new long[] {0, 1}, 32))).isFalse();
    }

    @Test
    void sharesNothingAndShowsNothing() {
        long[] values = {7, 8};
        RingVector vector = RingVector.of(values, 32);
        RingVector copy = vector.copy();
        values[0] = 1;
        vector.toArray()[0] = 1;

        vector.close();

        assertThat(vector.toArray()).containsExactly(0, 0);
        assertThat(copy.get(0)).isEqualTo(7);
        assertThat(copy).hasToString("RingVector[2 elements modulo 2^32]");
    }

    private static RingVector sum(List<RingVector> vectors, int bits) {
        RingVector sum = RingVector.zeros(5, bits);
        vectors.forEach(sum::add);
        return sum;
    }

    private static BigInteger reduced(BigInteger value, int bits) {
        return value.mod(BigInteger.ONE.shiftLeft(bits));
    }

    private static BigInteger unsigned(RingVector vector) {
        return new BigInteger(Long.toUnsignedString(vector.get(0)));
    }
}
