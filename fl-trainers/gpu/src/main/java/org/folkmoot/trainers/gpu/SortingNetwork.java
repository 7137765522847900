package org.folkmoot.trainers.gpu;

import java.util.Arrays;
import java.util.List;

/** Batcher's odd-even merge exchange (Knuth, The Art of Computer Programming vol. 3, §5.2.2, algorithm M). */
final class SortingNetwork {
    /** Pairs of places, the lower one first. */
    private final int[] exchanges;

    private SortingNetwork(int[] exchanges) {
        this.exchanges = exchanges;
    }

    static SortingNetwork of(int places) {
        int[] pairs = new int[64];
        int count = 0;
        int top = places < 2 ? 0 : Integer.highestOneBit(places - 1);
        for (int p = top; p > 0; p /= 2) {
            int q = top;
            int r = 0;
            int distance = p;
            while (true) {
                for (int i = 0; i + distance < places; i++) {
                    if ((i & p) == r) {
                        pairs = count == pairs.length ? Arrays.copyOf(pairs, 2 * count) : pairs;
                        pairs[count++] = i;
                        pairs[count++] = i + distance;
                    }
                }
                if (q == p) {
                    break;
                }
                distance = q - p;
                q /= 2;
                r = p;
            }
        }
        return new SortingNetwork(Arrays.copyOf(pairs, count));
    }

    /** {@return lower and higher place of each exchange, in order} */
    List<Integer> exchanges() {
        return Arrays.stream(exchanges).boxed().toList();
    }

    int size() {
        return exchanges.length / 2;
    }

    /** Sorts each column of rows of one length. */
    void sort(int[][] rows) {
        for (int e = 0; e < exchanges.length; e += 2) {
            exchange(rows[exchanges[e]], rows[exchanges[e + 1]]);
        }
    }

    private static void exchange(int[] low, int[] high) {
        for (int c = 0; c < low.length; c++) {
            int a = low[c];
            int b = high[c];
            low[c] = Math.min(a, b);
            high[c] = Math.max(a, b);
        }
    }
}
