package org.folkmoot.secure.crypto;

import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.folkmoot.core.ring.RingVector;

/**
 * A vector modulo 2^bits laid out for adding masks: 4 bytes an element up to 32 bits, 8 above. The wrap-around of the machine
 * does the rest, because reducing modulo 2^32 or 2^64 first changes nothing modulo 2^bits.
 *
 * <p>Guarantees: the same elements as {@link RingVector} would have; all masks are added tile by tile, so the vector passes
 * through the cache once for many masks. A mask is the key stream of AES in counter mode from counter zero, read
 * little-endian in 4 or 8 bytes an element, of which the low bits count. Holds an update or a sum: {@link #close} wipes it.
 * Not thread safe.
 */
public abstract sealed class RingLanes implements AutoCloseable permits IntLanes, LongLanes {
    /** Bytes of key stream that are made at once; larger tiles leave the first-level cache. */
    static final int TILE_BYTES = 4096;

    private static final int MASKS_AT_ONCE = 128;
    private static final byte[] ZEROS = new byte[TILE_BYTES];

    private final int bits;
    private final byte[] stream = new byte[TILE_BYTES];

    RingLanes(int bits) {
        this.bits = bits;
    }

    /** {@return so many zeros modulo 2^bits} */
    public static RingLanes zeros(int length, int bits) {
        return bits <= Integer.SIZE ? new IntLanes(new int[length], bits) : new LongLanes(new long[length], bits);
    }

    /** {@return the same elements as this vector has} */
    public static RingLanes of(RingVector vector) {
        return vector.bits() <= Integer.SIZE ? IntLanes.copyOf(vector) : LongLanes.copyOf(vector);
    }

    /** {@return the number of elements} */
    public abstract int length();

    /** {@return the modulus as a power of two} */
    public final int bits() {
        return bits;
    }

    abstract int laneBytes();

    /** {@return an element; bits above the modulus are not zero} */
    abstract long get(int index);

    abstract void addTo(int index, long element);

    abstract void addStream(int from, int count, byte[] keyStream);

    abstract void subtractStream(int from, int count, byte[] keyStream);

    abstract void wipe();

    /** Adds each mask or takes it away. O(masks * length). */
    public final void apply(List<Mask> masks, MaskSuite suite) {
        for (int from = 0; from < masks.size(); from += MASKS_AT_ONCE) {
            List<Mask> some = masks.subList(from, Math.min(masks.size(), from + MASKS_AT_ONCE));
            applyTogether(
                    some,
                    some.stream()
                            .map(mask -> CounterMode.keyed(mask.key(), suite.keyBytes()))
                            .toList());
        }
    }

    private void applyTogether(List<Mask> masks, List<Cipher> ciphers) {
        int lanesOfTile = TILE_BYTES / laneBytes();
        for (int from = 0; from < length(); from += lanesOfTile) {
            int count = Math.min(lanesOfTile, length() - from);
            for (int m = 0; m < ciphers.size(); m++) {
                expand(ciphers.get(m), count * laneBytes());
                if (masks.get(m).subtracted()) {
                    subtractStream(from, count, stream);
                } else {
                    addStream(from, count, stream);
                }
            }
        }
        Arrays.fill(stream, (byte) 0);
    }

    private void expand(Cipher cipher, int bytes) {
        try {
            int made = cipher.update(ZEROS, 0, bytes, stream, 0);
            if (made != bytes) {
                throw new AssertionError("cipher made " + made + " bytes of " + bytes);
            }
        } catch (ShortBufferException e) {
            throw new AssertionError("the buffer is as long as the input", e);
        }
    }

    /** {@return the elements, reduced} */
    public final RingVector toRingVector() {
        long[] elements = new long[length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = get(i);
        }
        RingVector vector = RingVector.of(elements, bits);
        Arrays.fill(elements, 0);
        return vector;
    }

    @Override
    public final void close() {
        wipe();
    }

    @Override
    public final String toString() {
        return "RingLanes[" + length() + " elements modulo 2^" + bits + "]";
    }
}
