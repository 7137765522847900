package org.folkmoot.aggregation.codec;

/** Signed numbers of 8 or 4 bits, two's complement; of two in one byte the first has the low bits. */
final class Packing {
    static final int BYTE = 8;
    static final int NIBBLE = 4;

    private static final int LOW = 0x0f;

    private Packing() {}

    static long bytes(int bits, int count) {
        return ((long) count * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Writes a number into a place that holds zero. */
    static void set(int bits, byte[] packed, int index, int number) {
        if (bits == BYTE) {
            packed[index] = (byte) number;
        } else {
            packed[index / 2] |= (byte) ((number & LOW) << shift(index));
        }
    }

    static int get(int bits, byte[] packed, int index) {
        if (bits == BYTE) {
            return packed[index];
        }
        int number = packed[index / 2] >> shift(index) & LOW;
        return number >= 1 << (NIBBLE - 1) ? number - (1 << NIBBLE) : number;
    }

    private static int shift(int index) {
        return index % 2 * NIBBLE;
    }

    /** {@return whether the bits after the last number are zero} */
    static boolean endsInZeros(int bits, byte[] packed, int count) {
        return bits == BYTE || count % 2 == 0 || get(bits, packed, count) == 0;
    }
}
