package org.folkmoot.api.aggregation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;

/**
 * What a filter makes of updates: each update that comes out is a sum of those that went in, each times a coefficient.
 * Immutable.
 */
public final class Mixing {
    private final double[][] rows;
    private final int inputs;
    private final SortedMap<Integer, Treatment> treatments;
    private final SortedMap<String, ParameterVector> slots;

    private Mixing(
            double[][] rows,
            int inputs,
            SortedMap<Integer, Treatment> treatments,
            SortedMap<String, ParameterVector> slots) {
        this.rows = rows;
        this.inputs = inputs;
        this.treatments = treatments;
        this.slots = slots;
    }

    /**
     * {@return the mixing whose output i is the sum over k of {@code rows[i][k]} times input k}
     *
     * @param rows at least one, all of one length, finite; copied
     */
    public static Mixing of(double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("rows: " + rows.length + " (expected: at least one, of at least one)");
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = checked(rows[i], rows[0].length);
        }
        return new Mixing(copy, rows[0].length, new TreeMap<>(), new TreeMap<>());
    }

    /** {@return the mixing whose output i is {@code factors[i]} times input i} */
    public static Mixing scaling(double... factors) {
        double[][] rows = new double[factors.length][factors.length];
        for (int i = 0; i < factors.length; i++) {
            rows[i][i] = factors[i];
        }
        return of(rows);
    }

    /** {@return the same, which does this to the input of that rank} */
    public Mixing treating(int rank, Treatment treatment) {
        SortedMap<Integer, Treatment> more = new TreeMap<>(treatments);
        more.put(rank, treatment);
        return new Mixing(rows, inputs, more, slots);
    }

    /** {@return the same, after which the filter remembers this} */
    public Mixing remembering(SortedMap<String, ParameterVector> value) {
        return new Mixing(rows, inputs, treatments, new TreeMap<>(value));
    }

    /** {@return how many updates come out} */
    public int outputs() {
        return rows.length;
    }

    /** {@return how many updates go in} */
    public int inputs() {
        return inputs;
    }

    /** {@return how much of an input is in an output} */
    public double coefficient(int output, int input) {
        return rows[output][input];
    }

    /** {@return whether each output is one input, scaled} */
    public boolean isScaling() {
        boolean scaling = rows.length == inputs;
        for (int i = 0; i < rows.length && scaling; i++) {
            for (int k = 0; k < inputs; k++) {
                scaling &= k == i || rows[i][k] == 0;
            }
        }
        return scaling;
    }

    /** {@return what happens to inputs that are not taken as they are, by rank} */
    public SortedMap<Integer, Treatment> treatments() {
        return Collections.unmodifiableSortedMap(treatments);
    }

    /** {@return what the filter remembers afterwards} */
    public SortedMap<String, ParameterVector> slots() {
        return Collections.unmodifiableSortedMap(slots);
    }

    private static double[] checked(double[] row, int length) {
        if (row.length != length) {
            throw new IllegalArgumentException("row: " + row.length + " coefficients (expected: " + length + ")");
        }
        for (double coefficient : row) {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("coefficient: " + coefficient + " (expected: finite)");
            }
        }
        return row.clone();
    }
}
