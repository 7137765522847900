package org.folkmoot.api.aggregation;

/**
 * The values of all updates for a stretch of parameters, one column per parameter, one row per update in order of rank.
 * Values are exact: float32 ones widened. For use by one thread, until the rule returns.
 */
public interface UpdateTile {
    /** {@return the number of updates} */
    int clients();

    /** {@return the number of parameters in this stretch} */
    int width();

    /** {@return the position of the first of them among all parameters} */
    int from();

    /** {@return the value of an update in a column of this tile} */
    double value(int rank, int column);

    /** Writes the {@link #width()} values of an update to the beginning of the target. */
    void copyRow(int rank, double[] target);

    /** Adds coefficient times the values of an update to the first {@link #width()} sums. */
    void addTo(double[] sums, int rank, double coefficient);

    /**
     * Adds the updates, each times its coefficient, to the first {@link #width()} sums; those of coefficient 0 are not read.
     * Where filters have mixed the updates, what went into them is added, with coefficients that come to the same.
     *
     * @param coefficients one for each update, in order of rank
     */
    default void addAllTo(double[] sums, double... coefficients) {
        if (coefficients.length != clients()) {
            throw new IllegalArgumentException(
                    "coefficients: " + coefficients.length + " (expected: " + clients() + ", one per update)");
        }
        for (int rank = 0; rank < coefficients.length; rank++) {
            if (coefficients[rank] != 0) {
                addTo(sums, rank, coefficients[rank]);
            }
        }
    }

    /**
     * {@return the values of a column in ascending order, -0 before 0} The array belongs to the tile and is good until the
     * next call; it may be changed.
     */
    double[] sortedColumn(int column);

    /**
     * Adds, column by column and from the smaller to the larger, coefficient times each value that stands at these places of
     * the sorted column. Faster than {@link #sortedColumn}, above all where few places are asked for.
     *
     * @param sums the first {@link #width()} of them are added to
     * @param from the first place, 0 for that of the smallest value
     * @param to the place after the last
     */
    void addSortedTo(double[] sums, int from, int to, double coefficient);
}
