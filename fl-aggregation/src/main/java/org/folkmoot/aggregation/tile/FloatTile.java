package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A tile of float32 updates as they were sent; rows are read when they are first asked for. */
final class FloatTile implements Points.MovableTile {
    private final UpdateRows rows;
    private final int[] order;
    private final float[][] values;
    private final boolean[] read;
    private final double[] column;
    private @Nullable SortingNetwork network;
    private boolean sorted;
    private int from;
    private int width;

    FloatTile(UpdateRows rows, int[] order, int widest) {
        this.rows = rows;
        this.order = order;
        this.values = new float[order.length][widest];
        this.read = new boolean[order.length];
        this.column = new double[order.length];
    }

    @Override
    public void moveTo(int position, int parameters) {
        from = position;
        width = parameters;
        forget();
    }

    @Override
    public int clients() {
        return order.length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public double value(int rank, int at) {
        return row(rank)[at];
    }

    @Override
    public void copyRow(int rank, double[] target) {
        float[] row = row(rank);
        for (int j = 0; j < width; j++) {
            target[j] = row[j];
        }
    }

    @Override
    public void addTo(double[] sums, int rank, double coefficient) {
        add(row(rank), coefficient, sums);
    }

    @Override
    public double[] sortedColumn(int at) {
        sort(0, order.length);
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][at];
        }
        return column;
    }

    @Override
    public void addSortedTo(double[] sums, int first, int afterLast, double coefficient) {
        sort(first, afterLast);
        for (int place = first; place < afterLast; place++) {
            add(values[place], coefficient, sums);
        }
    }

    private void add(float[] row, double coefficient, double[] sums) {
        for (int j = 0; j < width; j++) {
            sums[j] += coefficient * row[j];
        }
    }

    private float[] row(int rank) {
        if (sorted) {
            forget();
        }
        if (!read[rank]) {
            rows.read(order[rank], from, width, values[rank], 0);
            read[rank] = true;
        }
        return values[rank];
    }

    private void forget() {
        sorted = false;
        Arrays.fill(read, false);
    }

    private void sort(int first, int afterLast) {
        SortingNetwork own = network;
        if (own == null || !own.finds(first, afterLast)) {
            own = SortingNetwork.of(order.length, first, afterLast);
            network = own;
            forget();
        }
        if (!sorted) {
            for (int i = 0; i < order.length; i++) {
                row(i);
            }
            own.sort(values, width);
            sorted = true;
        }
    }
}
