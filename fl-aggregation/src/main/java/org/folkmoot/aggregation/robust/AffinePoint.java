package org.folkmoot.aggregation.robust;

import org.folkmoot.api.aggregation.UpdateSet;

/**
 * A point that moves among updates: a sum of them and of a start, with coefficients that add up to 1. How far it is from each
 * update follows from the distances between them and the start, so that moving it costs nothing that grows with the number of
 * parameters: |x - z|^2 = sum_k m_k E_xk - m'Em / 2 (Gower 1966).
 */
final class AffinePoint {
    private final UpdateSet updates;
    private final double[] fromStart;
    private final double[] coefficients;
    private double startCoefficient = 1;

    /**
     * A point at its start.
     *
     * @param fromStart the squared distance of each update from the start
     */
    AffinePoint(UpdateSet updates, double[] fromStart) {
        this.updates = updates;
        this.fromStart = fromStart;
        this.coefficients = new double[fromStart.length];
    }

    /** {@return how much of each update is in it} */
    double[] coefficients() {
        return coefficients.clone();
    }

    /** {@return how much of the start is in it} */
    double startCoefficient() {
        return startCoefficient;
    }

    /** Moves it to {@code kept} times where it is and {@code added[i]} times update i; they add up to 1. */
    void moveTo(double kept, double[] added) {
        startCoefficient *= kept;
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = coefficients[i] * kept + added[i];
        }
    }

    /** {@return how far it is from each update} */
    double[] distances() {
        if (startCoefficient == 1) {
            return roots(fromStart, 0);
        }
        double[] linear = new double[coefficients.length];
        double quadratic = 0;
        double startLinear = 0;
        for (int i = 0; i < linear.length; i++) {
            linear[i] = startCoefficient * fromStart[i];
            for (int k = 0; k < linear.length; k++) {
                linear[i] += coefficients[k] * updates.squaredDistance(i, k);
            }
            quadratic += coefficients[i] * linear[i];
            startLinear += coefficients[i] * fromStart[i];
        }
        return roots(linear, (quadratic + startCoefficient * startLinear) / 2);
    }

    private static double[] roots(double[] squares, double without) {
        double[] roots = new double[squares.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = StrictMath.sqrt(Math.max(0, squares[i] - without));
        }
        return roots;
    }

    /** {@return the squared norm of each update: its squared distance from the origin} */
    static double[] squaredNorms(UpdateSet updates) {
        double[] norms = new double[updates.clients()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = updates.squaredNorm(i);
        }
        return norms;
    }
}
