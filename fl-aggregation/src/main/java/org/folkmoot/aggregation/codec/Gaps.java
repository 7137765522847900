package org.folkmoot.aggregation.codec;

import java.nio.ByteBuffer;
import org.folkmoot.api.aggregation.MalformedUpdateException;

/** Ascending positions as the numbers of positions skipped between them, each in LEB128 of the shortest form. */
final class Gaps {
    /** What one position takes at most. */
    static final int MAX_BYTES = 5;

    private static final int DIGIT_BITS = 7;
    private static final int MORE = 0x80;
    private static final int DIGIT = 0x7f;

    private Gaps() {}

    static void write(int[] positions, ByteBuffer out) {
        int last = -1;
        for (int position : positions) {
            int gap = position - last - 1;
            while (gap > DIGIT) {
                out.put((byte) ((gap & DIGIT) | MORE));
                gap >>>= DIGIT_BITS;
            }
            out.put((byte) gap);
            last = position;
        }
    }

    /** {@return so many positions below the size, strictly ascending} */
    static int[] read(ByteBuffer in, int count, int size) throws MalformedUpdateException {
        int[] positions = new int[count];
        long last = -1;
        for (int i = 0; i < count; i++) {
            last += 1 + gap(in);
            if (last >= size) {
                throw new MalformedUpdateException("position: " + last + " (expected: below " + size + ")");
            }
            positions[i] = (int) last;
        }
        return positions;
    }

    private static long gap(ByteBuffer in) throws MalformedUpdateException {
        long gap = 0;
        for (int digit = 0; digit < MAX_BYTES; digit++) {
            int next = in.get();
            gap |= (long) (next & DIGIT) << (digit * DIGIT_BITS);
            if (next >= 0) {
                if (next == 0 && digit > 0) {
                    throw new MalformedUpdateException(
                            "gap: " + gap + " in " + (digit + 1) + " bytes (expected: fewer)");
                }
                return gap;
            }
        }
        throw new MalformedUpdateException("gap: longer than " + MAX_BYTES + " bytes (expected: shorter)");
    }
}
