package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sorts the columns of a tile row by row: a fixed sequence of exchanges between two rows, each of which a processor does for
 * several columns at once and without a branch. Exchanges that decide nothing about the places that are asked for are left
 * out.
 *
 * <p>Guarantee: at each place asked for stands the value that sorting would put there, -0 before 0, whatever the width.
 * Values must not be NaN. Takes about n log2(n)^2 / 4 exchanges.
 *
 * <p>Source: Batcher 1968; Knuth, The Art of Computer Programming 3, 5.2.2, Algorithm M.
 */
final class SortingNetwork {
    private static final int BOTH = 0;
    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int FIELDS = 3;

    private final int from;
    private final int to;
    private final int[] exchanges;

    private SortingNetwork(int from, int to, int[] exchanges) {
        this.from = from;
        this.to = to;
        this.exchanges = exchanges;
    }

    /** {@return the network that finds which of so many values stand at the places from one on, up to before another} */
    static SortingNetwork of(int values, int from, int to) {
        return new SortingNetwork(from, to, pruned(mergeExchange(values), values, from, to));
    }

    /** {@return whether rows sorted by this hold these places} */
    boolean finds(int first, int afterLast) {
        return from <= first && afterLast <= to;
    }

    /** {@return the number of exchanges} */
    int exchanges() {
        return exchanges.length / FIELDS;
    }

    /** Lines a, b with a &lt; b, one after the other: afterwards the smaller value is on line a. */
    private static int[] mergeExchange(int n) {
        IntStream.Builder lines = IntStream.builder();
        int top = Integer.highestOneBit(Math.max(1, n - 1));
        for (int p = top; p > 0; p >>= 1) {
            addPass(lines, n, p, 0, p);
            for (int q = top; q > p; q >>= 1) {
                addPass(lines, n, p, p, q - p);
            }
        }
        return lines.build().toArray();
    }

    private static void addPass(IntStream.Builder lines, int n, int p, int r, int distance) {
        for (int i = 0; i + distance < n; i++) {
            if ((i & p) == r) {
                lines.add(i).add(i + distance);
            }
        }
    }

    /** Goes backwards from the places that matter. */
    private static int[] pruned(int[] pairs, int n, int from, int to) {
        boolean[] matters = new boolean[n];
        Arrays.fill(matters, from, to, true);
        int[] kept = new int[pairs.length / 2 * FIELDS];
        int start = kept.length;
        for (int i = pairs.length - 2; i >= 0; i -= 2) {
            int a = pairs[i];
            int b = pairs[i + 1];
            if (matters[a] || matters[b]) {
                start -= FIELDS;
                kept[start] = a;
                kept[start + 1] = b;
                kept[start + 2] = matters[a] && matters[b] ? BOTH : matters[a] ? LOWER : UPPER;
                matters[a] = true;
                matters[b] = true;
            }
        }
        return Arrays.copyOfRange(kept, start, kept.length);
    }

    /** Sorts the first columns of these rows. */
    void sort(float[][] rows, int width) {
        for (int i = 0; i < exchanges.length; i += FIELDS) {
            float[] a = rows[exchanges[i]];
            float[] b = rows[exchanges[i + 1]];
            switch (exchanges[i + 2]) {
                case LOWER -> lower(a, b, width);
                case UPPER -> upper(a, b, width);
                default -> exchange(a, b, width);
            }
        }
    }

    /** Does the same in double. */
    void sort(double[][] rows, int width) {
        for (int i = 0; i < exchanges.length; i += FIELDS) {
            double[] a = rows[exchanges[i]];
            double[] b = rows[exchanges[i + 1]];
            switch (exchanges[i + 2]) {
                case LOWER -> lower(a, b, width);
                case UPPER -> upper(a, b, width);
                default -> exchange(a, b, width);
            }
        }
    }

    private static void exchange(float[] a, float[] b, int width) {
        for (int j = 0; j < width; j++) {
            float x = a[j];
            float y = b[j];
            a[j] = Math.min(x, y);
            b[j] = Math.max(x, y);
        }
    }

    private static void lower(float[] a, float[] b, int width) {
        for (int j = 0; j < width; j++) {
            a[j] = Math.min(a[j], b[j]);
        }
    }

    private static void upper(float[] a, float[] b, int width) {
        for (int j = 0; j < width; j++) {
            b[j] = Math.max(a[j], b[j]);
        }
    }

    private static void exchange(double[] a, double[] b, int width) {
        for (int j = 0; j < width; j++) {
            double x = a[j];
            double y = b[j];
            a[j] = Math.min(x, y);
            b[j] = Math.max(x, y);
        }
    }

    private static void lower(double[] a, double[] b, int width) {
        for (int j = 0; j < width; j++) {
            a[j] = Math.min(a[j], b[j]);
        }
    }

    private static void upper(double[] a, double[] b, int width) {
        for (int j = 0; j < width; j++) {
            b[j] = Math.max(a[j], b[j]);
        }
    }
}
