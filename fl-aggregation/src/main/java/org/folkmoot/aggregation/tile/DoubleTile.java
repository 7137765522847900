package org.folkmoot.aggregation.tile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A tile of values in double; rows are made when they are first asked for. */
final class DoubleTile implements Points.MovableTile {
    private final RowSource source;
    private final double[][] values;
    private final boolean[] read;
    private final double[] column;
    private @Nullable SortingNetwork network;
    private boolean sorted;
    private int from;
    private int width;

    DoubleTile(int clients, int widest, RowSource source) {
        this.source = source;
        this.values = new double[clients][widest];
        this.read = new boolean[clients];
        this.column = new double[clients];
    }

    /** Makes the values of updates. */
    @FunctionalInterface
    interface RowSource {
        /** Writes the values of an update from one position on to the beginning of the target. */
        void read(int rank, int from, int width, double[] target);

        /** Adds updates, each times its coefficient, without making them; {@return false where that saves nothing} */
        default boolean addAllTo(int from, int width, double[] sums, double[] coefficients) {
            return false;
        }
    }

    @Override
    public void moveTo(int position, int parameters) {
        from = position;
        width = parameters;
        forget();
    }

    @Override
    public int clients() {
        return values.length;
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
        System.arraycopy(row(rank), 0, target, 0, width);
    }

    @Override
    public void addTo(double[] sums, int rank, double coefficient) {
        add(row(rank), coefficient, sums);
    }

    @Override
    public void addAllTo(double[] sums, double... coefficients) {
        if (!source.addAllTo(from, width, sums, coefficients)) {
            Points.MovableTile.super.addAllTo(sums, coefficients);
        }
    }

    @Override
    public double[] sortedColumn(int at) {
        sort(0, values.length);
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

    private void add(double[] row, double coefficient, double[] sums) {
        for (int j = 0; j < width; j++) {
            sums[j] += coefficient * row[j];
        }
    }

    private double[] row(int rank) {
        if (sorted) {
            forget();
        }
        if (!read[rank]) {
            source.read(rank, from, width, values[rank]);
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
            own = SortingNetwork.of(values.length, first, afterLast);
            network = own;
            forget();
        }
        if (!sorted) {
            for (int i = 0; i < values.length; i++) {
                row(i);
            }
            own.sort(values, width);
            sorted = true;
        }
    }
}
