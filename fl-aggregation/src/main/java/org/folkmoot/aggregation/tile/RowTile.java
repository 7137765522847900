package org.folkmoot.aggregation.tile;

import java.util.Arrays;

/** A tile of updates as they were sent. */
final class RowTile implements Points.MovableTile {
    private final UpdateRows rows;
    private final int[] order;
    private final double[][] values;
    private final double[] column;
    private int from;
    private int width;

    RowTile(UpdateRows rows, int[] order) {
        this.rows = rows;
        this.order = order;
        this.values = new double[order.length][TileRun.WIDTH];
        this.column = new double[order.length];
    }

    @Override
    public void moveTo(int position, int parameters) {
        from = position;
        width = parameters;
        for (int i = 0; i < order.length; i++) {
            rows.read(order[i], from, width, values[i], 0);
        }
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
        return values[rank][at];
    }

    @Override
    public void copyRow(int rank, double[] target) {
        System.arraycopy(values[rank], 0, target, 0, width);
    }

    @Override
    public void addTo(double[] sums, int rank, double coefficient) {
        double[] row = values[rank];
        for (int j = 0; j < width; j++) {
            sums[j] += coefficient * row[j];
        }
    }

    @Override
    public double[] sortedColumn(int at) {
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][at];
        }
        Arrays.sort(column);
        return column;
    }

    @Override
    public void addSortedTo(double[] sums, int place, double coefficient) {
        for (int j = 0; j < width; j++) {
            sums[j] += coefficient * sortedColumn(j)[place];
        }
    }
}
