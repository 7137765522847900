package org.folkmoot.secure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.ring.RingVector;
import org.junit.jupiter.api.Test;

class RingLanesTest {
    @Property(tries = 200)
    void whatIsPackedComesBackAsItsSum(
            @ForAll @Size(max = 40) long[] values, @ForAll @IntRange(min = 1, max = 64) int bits) throws Exception {
        RingVector vector = RingVector.of(values, bits);
        RingLanes sum = RingLanes.of(vector);

        byte[] packed = PackedRing.pack(vector);
        PackedRing.addTo(sum, packed);

        RingVector twice = vector.copy();
        twice.add(vector);
        assertThat(packed).hasSize((values.length * bits + 7) / 8);
        assertThat(sum.toRingVector().contentEquals(twice)).isTrue();
    }

    @Property(tries = 200)
    void elementsTakeTheBitsThatTheFormatSays(
            @ForAll @Size(min = 1, max = 20) long[] values, @ForAll @IntRange(min = 1, max = 64) int bits) {
        RingVector vector = RingVector.of(values, bits);

        byte[] packed = PackedRing.pack(vector);

        for (int at = 0; at < values.length * bits; at++) {
            long expected = vector.get(at / bits) >>> at % bits & 1;
            assertThat(packed[at / 8] >>> at % 8 & 1).isEqualTo((int) expected);
        }
    }

    @Property(tries = 100)
    void aVectorHasOneFormOnly(
            @ForAll @Size(min = 1, max = 9) long[] values, @ForAll @IntRange(min = 1, max = 63) int bits) {
        byte[] packed = PackedRing.pack(RingVector.of(values, bits));
        RingLanes sum = RingLanes.zeros(values.length, bits);
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        byte[] shorter = Arrays.copyOf(packed, packed.length - 1);

        assertThatThrownBy(() -> PackedRing.addTo(sum, longer)).isInstanceOf(MalformedVectorException.class);
        assertThatThrownBy(() -> PackedRing.addTo(sum, shorter)).isInstanceOf(MalformedVectorException.class);
        if (values.length * bits % 8 != 0) {
            byte[] dirty = packed.clone();
            dirty[packed.length - 1] |= (byte) 0x80;
            assertThatThrownBy(() -> PackedRing.addTo(sum, dirty)).isInstanceOf(MalformedVectorException.class);
        }
        assertThat(sum.toRingVector().contentEquals(RingVector.zeros(values.length, bits)))
                .isTrue();
    }

    /** The same stream as the keyed generator of fl-core, which has vectors from OpenSSL. */
    @Property(tries = 60)
    void aMaskIsTheKeyStreamInWholeWords(
            @ForAll @IntRange(min = 1, max = 3000) int length, @ForAll @IntRange(min = 1, max = 64) int bits) {
        Digest key = Digest.sha256(new byte[] {(byte) bits});
        AesCtrGenerator stream = AesCtrGenerator.fromSeed(key);
        long[] expected = LongStream.generate(() -> bits <= 32 ? stream.nextInt() : stream.nextLong())
                .limit(length)
                .toArray();
        RingLanes lanes = RingLanes.zeros(length, bits);

        lanes.apply(List.of(new Mask(Secret.of(key.bytes()), false)), MaskSuite.AES_256);

        assertThat(lanes.toRingVector().contentEquals(RingVector.of(expected, bits)))
                .isTrue();
    }

    @Property(tries = 60)
    void aMaskAndItsInverseCancelInAnyCompany(
            @ForAll @IntRange(min = 1, max = 2100) int length,
            @ForAll @IntRange(min = 1, max = 64) int bits,
            @ForAll MaskSuite suite) {
        Mask one = new Mask(Secret.of(Digest.sha256(new byte[] {1}).bytes()), false);
        Mask other = new Mask(Secret.of(Digest.sha256(new byte[] {2}).bytes()), true);
        RingVector before = RingVector.of(LongStream.range(0, length).toArray(), bits);
        RingLanes lanes = RingLanes.of(before);

        lanes.apply(List.of(one, other), suite);
        boolean hidden = lanes.toRingVector().contentEquals(before);
        lanes.apply(List.of(other.inverse(), one.inverse()), suite);

        assertThat(lanes.toRingVector().contentEquals(before)).isTrue();
        assertThat(hidden && length * bits > 100).isFalse();
    }

    @Test
    void appliesMoreMasksThanItKeepsCiphersFor() {
        RingLanes lanes = RingLanes.zeros(1500, 23);
        List<Mask> masks = LongStream.range(0, 300)
                .mapToObj(i -> new Mask(
                        Secret.of(Digest.sha256(new byte[] {(byte) i, (byte) (i >> 8)})
                                .bytes()),
                        false))
                .toList();

        lanes.apply(masks, MaskSuite.AES_256);
        RingLanes oneByOne = RingLanes.zeros(1500, 23);
        masks.forEach(mask -> oneByOne.apply(List.of(mask), MaskSuite.AES_256));

        assertThat(lanes.toRingVector().contentEquals(oneByOne.toRingVector())).isTrue();
    }

    /** 256 cells over 2^18 bytes: the statistic has mean 255 and deviation 22.6; 400 is more than six away. */
    @Test
    void aMaskedVectorLooksUniform() {
        RingLanes lanes = RingLanes.of(RingVector.zeros(1 << 18, 8));
        lanes.apply(List.of(new Mask(Secret.of(Digest.sha256().bytes()), false)), MaskSuite.AES_256);
        long[] cells = new long[256];
        for (byte each : PackedRing.pack(lanes)) {
            cells[each & 0xFF]++;
        }

        double statistic = Arrays.stream(cells)
                .mapToDouble(count -> (count - 1024.0) * (count - 1024.0) / 1024)
                .sum();

        assertThat(statistic).isBetween(120.0, 400.0);
    }

    @Test
    void wipes() {
        RingLanes lanes = RingLanes.of(RingVector.of(new long[] {1, 2, 3}, 40));

        lanes.close();

        assertThat(lanes.toRingVector().contentEquals(RingVector.zeros(3, 40))).isTrue();
        assertThat(lanes.toString()).isEqualTo("RingLanes[3 elements modulo 2^40]");
    }
}
