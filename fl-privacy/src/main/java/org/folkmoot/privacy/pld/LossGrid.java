package org.folkmoot.privacy.pld;

/**
 * Collects the losses of a mechanism on a grid of multiples of a step, connecting the dots: mass between two points is split
 * between them so that the probabilities under both neighbours stay what they are. The result has the same delta as the
 * mechanism at every point of the grid, and a larger one between.
 *
 * <p>Source: Doroshenko, Ghazi, Kamath, Kumar and Manurangsi 2022.
 */
final class LossGrid {
    private final double step;
    private final int first;
    private final double[] masses;
    private final double gap;
    private double atInfinity;

    /**
     * Makes a grid from the multiple {@code first} of the step to {@code last}.
     */
    LossGrid(double step, int first, int last) {
        this.step = step;
        this.first = first;
        this.masses = new double[last - first + 1];
        this.gap = -StrictMath.expm1(-step);
    }

    double loss(int index) {
        return index * step;
    }

    /**
     * Adds what has a loss between the points {@code index} and {@code index + 1}.
     *
     * @param mass its probability under the first neighbour
     * @param other its probability under the second, times e^(loss at the index)
     */
    void add(int index, double mass, double other) {
        double up = Math.min(mass, Math.max(0, (mass - other) / gap));
        masses[index - first] += mass - up;
        masses[index + 1 - first] += up;
    }

    /** Adds a point mass; its loss lies within the grid. */
    void addAtom(double loss, double mass) {
        int index = (int) Math.floor(loss / step);
        double above = loss - index * step;
        if (above <= 0 || index == first + masses.length - 1) {
            masses[index - first] += mass;
        } else {
            add(index, mass, mass * StrictMath.exp(-above));
        }
    }

    /** Adds mass at a point of the grid that is not below its loss. */
    void addAt(int index, double mass) {
        masses[index - first] += mass;
    }

    void addInfinite(double mass) {
        atInfinity += mass;
    }

    LossDistribution build() {
        return new LossDistribution(step, first, masses, atInfinity);
    }
}
