package org.folkmoot.secure.crypto;

import java.util.List;
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
public sealed interface RingLanes extends AutoCloseable permits Lanes {
    /** {@return so many zeros modulo 2^bits} */
    static RingLanes zeros(int length, int bits) {
        return bits <= Integer.SIZE ? new IntLanes(new int[length], bits) : new LongLanes(new long[length], bits);
    }

    /** {@return the same elements as this vector has} */
    static RingLanes of(RingVector vector) {
        return vector.bits() <= Integer.SIZE ? IntLanes.copyOf(vector) : LongLanes.copyOf(vector);
    }

    /** {@return the number of elements} */
    int length();

    /** {@return the modulus as a power of two} */
    int bits();

    /** Adds each mask or takes it away. O(masks * length). */
    void apply(List<Mask> masks, MaskSuite suite);

    /** {@return the elements, reduced} */
    RingVector toRingVector();

    /** Wipes. */
    @Override
    void close();
}
