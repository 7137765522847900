package org.folkmoot.secure.crypto;

import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.folkmoot.core.ring.RingVector;

/** What lanes of either width do alike. */
abstract sealed class Lanes implements RingLanes permits IntLanes, LongLanes {
    /** Bytes of key stream that are made at once; larger tiles leave the first-level cache. */
    static final int TILE_BYTES = 4096;

    private static final int MASKS_AT_ONCE = 128;
    private static final byte[] ZEROS = new byte[TILE_BYTES];

    private final int bits;
    private final byte[] stream = new byte[TILE_BYTES];

    Lanes(int bits) {
        this.bits = bits;
    }

    @Override
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

    @Override
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

    @Override
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
