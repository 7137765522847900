package org.folkmoot.secure.message;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A set of places in a list of known length. Its bytes have a bit for each place, from the least bit of the first byte on;
 * bits beyond the list are zero. Immutable.
 */
public final class IndexSet {
    private final BitSet bits;
    private final int range;

    private IndexSet(BitSet bits, int range) {
        this.bits = bits;
        this.range = range;
    }

    /** {@return the set of these places, each in [0, range)} */
    public static IndexSet of(int range, IntStream places) {
        BitSet bits = new BitSet(range);
        places.forEach(bits::set);
        if (bits.length() > range) {
            throw new IllegalArgumentException("place: " + (bits.length() - 1) + " (expected: < " + range + ")");
        }
        return new IndexSet(bits, range);
    }

    static int bytesFor(int range) {
        return (int) (((long) range + Byte.SIZE - 1) / Byte.SIZE);
    }

    static IndexSet decode(byte[] bytes, int range) throws MalformedMessageException {
        BitSet bits = BitSet.valueOf(bytes);
        if (bits.length() > range) {
            throw new MalformedMessageException("set: place " + (bits.length() - 1) + " (expected: < " + range + ")");
        }
        return new IndexSet(bits, range);
    }

    /** {@return the length of the list} */
    public int range() {
        return range;
    }

    /** {@return whether the place is in the set} */
    public boolean contains(int place) {
        return bits.get(place);
    }

    /** {@return how many places are in the set} */
    public int count() {
        return bits.cardinality();
    }

    /** {@return how many places before this one are in the set} */
    public int rankOf(int place) {
        return bits.get(0, place).cardinality();
    }

    /** {@return the places, ascending} */
    public IntStream places() {
        return bits.stream();
    }

    /** {@return the bytes} */
    public byte[] encode() {
        byte[] used = bits.toByteArray();
        byte[] all = new byte[bytesFor(range)];
        System.arraycopy(used, 0, all, 0, used.length);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexSet set && range == set.range && bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return "IndexSet[" + count() + " of " + range + "]";
    }
}
