package org.folkmoot.core.merkle;

import java.util.Arrays;
import org.folkmoot.api.Digest;

/** Hashes of the full subtrees of one height, packed: 32 bytes each instead of the hundred that objects would take. */
final class HashLevel {
    private static final int MAX_HASHES = (Integer.MAX_VALUE - 8) / Digest.BYTES;

    private byte[] packed = new byte[Digest.BYTES];
    private int count;

    int count() {
        return count;
    }

    void add(Digest hash) {
        if (count == MAX_HASHES) {
            throw new IllegalStateException("leaves: " + count + " (expected: < " + MAX_HASHES + ")");
        }
        if ((count + 1) * Digest.BYTES > packed.length) {
            int grown = (int) Math.min(MAX_HASHES, count * 3L / 2 + 1);
            packed = Arrays.copyOf(packed, grown * Digest.BYTES);
        }
        System.arraycopy(hash.bytes(), 0, packed, count * Digest.BYTES, Digest.BYTES);
        count++;
    }

    Digest get(int index) {
        return Digest.of(Arrays.copyOfRange(packed, index * Digest.BYTES, (index + 1) * Digest.BYTES));
    }
}
