package org.folkmoot.trainers.gpu;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The referee of {@link GpuOrder}: order statistics in plain Java, the same bits everywhere.
 *
 * <p>Up to {@value #MOST_BY_NETWORK} updates are sorted for {@value #TILE} coordinates at once by a network of exchanges
 * of whole rows, which the compiler turns into vector instructions; more are sorted coordinate by coordinate. Uses the
 * common pool; each thread holds one tile of all updates.
 */
public final class StrictOrder {
    private static final int TILE = 256;
    private static final int MOST_BY_NETWORK = 1024;

    private StrictOrder() {}

    /** {@return the statistic of every coordinate} */
    public static double[] of(OrderStatistic statistic, UpdateMatrix updates) {
        statistic.requireUpdates(updates.rows());
        double[] out = new double[updates.columns()];
        SortingNetwork network = SortingNetwork.of(updates.rows() <= MOST_BY_NETWORK ? updates.rows() : 1);
        IntStream.range(0, (out.length + TILE - 1) / TILE).parallel().forEach(tile -> {
            int from = tile * TILE;
            int width = Math.min(TILE, out.length - from);
            if (updates.rows() <= MOST_BY_NETWORK) {
                byNetwork(statistic, network, load(updates, from, width), out, from);
            } else {
                byColumn(statistic, load(updates, from, width), out, from);
            }
        });
        return out;
    }

    private static int[][] load(UpdateMatrix updates, int from, int width) {
        int[][] keys = new int[updates.rows()][width];
        float[] row = new float[width];
        for (int i = 0; i < keys.length; i++) {
            updates.copy(i, from, FloatBuffer.wrap(row));
            int[] line = keys[i];
            for (int c = 0; c < width; c++) {
                line[c] = OrderStatistic.key(row[c]);
            }
        }
        return keys;
    }

    private static void byNetwork(
            OrderStatistic statistic, SortingNetwork network, int[][] keys, double[] out, int from) {
        network.sort(keys);
        for (int c = 0; c < keys[0].length; c++) {
            int column = c;
            out[from + c] = statistic.of(rank -> keys[rank][column], keys.length);
        }
    }

    private static void byColumn(OrderStatistic statistic, int[][] keys, double[] out, int from) {
        int[] column = new int[keys.length];
        for (int c = 0; c < keys[0].length; c++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = keys[i][c];
            }
            Arrays.sort(column);
            out[from + c] = statistic.of(rank -> column[rank], column.length);
        }
    }
}
