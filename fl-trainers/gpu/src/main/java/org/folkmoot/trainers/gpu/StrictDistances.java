package org.folkmoot.trainers.gpu;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * The referee: squared distances in double, the same bits on every JVM and for every number of threads.
 *
 * <p>For each pair the terms (x - y)² are added over the columns upwards, each difference, product and sum rounded as
 * the language says. A tile of columns is turned so that one inner loop runs over all partners of an update; four
 * columns at a time save loads and stores and change no bit. Threads share out the updates, not the columns. Uses the
 * common pool; 8 bytes for each pair and {@value #TILE} columns of all updates in memory.
 */
public final class StrictDistances {
    private static final int TILE = 256;
    private static final int STRIP = 8;
    private static final int BLOCK = 128;

    private StrictDistances() {}

    /** {@return the distances between all rows} Takes O(n² d). */
    public static PairwiseDistances of(UpdateMatrix updates) {
        int n = updates.rows();
        int d = updates.columns();
        double[][] sums = new double[n][];
        for (int i = 0; i < n; i++) {
            sums[i] = new double[n - 1 - i];
        }
        double[][] tile = new double[TILE][n];
        for (int from = 0; from < d; from += TILE) {
            int width = Math.min(TILE, d - from);
            load(updates, from, width, tile);
            int strips = (n + STRIP - 1) / STRIP;
            IntStream.range(0, strips).parallel().forEach(strip -> add(tile, width, sums, strip));
        }
        return new PairwiseDistances(n, d, flat(sums), ErrorBound.ofStrict(d));
    }

    private static void load(UpdateMatrix updates, int from, int width, double[][] tile) {
        IntStream.range(0, (updates.rows() + STRIP - 1) / STRIP).parallel().forEach(strip -> {
            float[] row = new float[width];
            int end = Math.min(updates.rows(), (strip + 1) * STRIP);
            for (int i = strip * STRIP; i < end; i++) {
                updates.copy(i, from, FloatBuffer.wrap(row));
                for (int c = 0; c < width; c++) {
                    tile[c][i] = row[c];
                }
            }
        });
    }

    /** Adds a tile to the sums of a strip of updates, block by block of partners, so that the sums stay in the cache. */
    private static void add(double[][] tile, int width, double[][] sums, int strip) {
        int first = strip * STRIP;
        for (int from = first + 1; from < sums.length; from += BLOCK) {
            addBlock(tile, width, sums, first, from, Math.min(sums.length, from + BLOCK));
        }
    }

    private static void addBlock(double[][] tile, int width, double[][] sums, int first, int from, int to) {
        int end = Math.min(sums.length, first + STRIP);
        int c = 0;
        for (; c + 4 <= width; c += 4) {
            for (int i = first; i < end; i++) {
                addFour(sums[i], i, Math.max(from, i + 1), to, tile[c], tile[c + 1], tile[c + 2], tile[c + 3]);
            }
        }
        for (; c < width; c++) {
            for (int i = first; i < end; i++) {
                addOne(sums[i], i, Math.max(from, i + 1), to, tile[c]);
            }
        }
    }

    /** Adds four columns to the sums of update i and partners in a range; the sum of the first partner is at 0. */
    private static void addFour(double[] sum, int i, int from, int to, double[] a, double[] b, double[] c, double[] d) {
        double p = a[i];
        double q = b[i];
        double r = c[i];
        double s = d[i];
        int shift = i + 1;
        for (int j = from; j < to; j++) {
            double t = p - a[j];
            double u = q - b[j];
            double v = r - c[j];
            double w = s - d[j];
            sum[j - shift] = (((sum[j - shift] + t * t) + u * u) + v * v) + w * w;
        }
    }

    private static void addOne(double[] sum, int i, int from, int to, double[] a) {
        double p = a[i];
        int shift = i + 1;
        for (int j = from; j < to; j++) {
            double t = p - a[j];
            sum[j - shift] = sum[j - shift] + t * t;
        }
    }

    private static double[] flat(double[][] sums) {
        double[] flat = new double[PairwiseDistances.pairs(sums.length)];
        int at = 0;
        for (double[] row : sums) {
            System.arraycopy(row, 0, flat, at, row.length);
            at += row.length;
        }
        return flat;
    }
}
