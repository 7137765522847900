package org.folkmoot.audit.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * Where records begin: kept for every 256th and for the newest ones; those between are found again by hopping from
 * record to record. Takes 1/32 byte of memory per record. Not thread safe.
 */
final class RecordPlaces {
    static final int BLOCK = 256;

    private long[] blocks = new long[16];
    private long count;
    private final long[] newest = new long[BLOCK + 1];
    private long foundBlock = -1;
    private final long[] found = new long[BLOCK + 1];

    RecordPlaces(long start) {
        newest[0] = start;
    }

    long count() {
        return count;
    }

    /** {@return where the next record begins} */
    long end() {
        return newest[(int) (count % BLOCK)];
    }

    /** Adds a record of this length. */
    void add(int length) {
        int within = (int) (count % BLOCK);
        int block = Math.toIntExact(count / BLOCK);
        if (within == 0) {
            if (block == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * blocks.length);
            }
            blocks[block] = newest[0];
        }
        newest[within + 1] = newest[within] + length;
        count++;
        if (within == BLOCK - 1) {
            newest[0] = newest[BLOCK];
        }
    }

    /** {@return where this record begins, which exists} */
    long start(long index, Hop hop) throws IOException {
        long block = index / BLOCK;
        int within = (int) (index % BLOCK);
        if (block == count / BLOCK) {
            return newest[within];
        }
        if (block != foundBlock) {
            foundBlock = -1;
            found[0] = blocks[(int) block];
            for (int i = 0; i < BLOCK; i++) {
                found[i + 1] = found[i] + hop.lengthAt(found[i]);
            }
            foundBlock = block;
        }
        return found[within];
    }

    /** Reads the length of a record. */
    @FunctionalInterface
    interface Hop {
        int lengthAt(long position) throws IOException;
    }
}
