package org.folkmoot.privacy.pld;

/**
 * The loss of the Laplace mechanism: between -ε and ε, with half of the mass at ε; the same in both directions.
 *
 * @param epsilon sensitivity over scale
 */
record LaplaceLoss(double epsilon) implements LossSource {
    @Override
    public LossDistribution on(double step, double logTail) {
        int first = (int) Math.floor(-epsilon / step);
        int last = (int) Math.ceil(epsilon / step) + 1;
        LossGrid grid = new LossGrid(step, first, last);
        grid.addAtom(epsilon, 0.5);
        grid.addAtom(-epsilon, 0.5 * StrictMath.exp(-epsilon));
        for (int index = first; index < last; index++) {
            double low = Math.max(-epsilon, grid.loss(index));
            double high = Math.min(epsilon, grid.loss(index + 1));
            if (low < high) {
                grid.add(index, mass(low, high), mass(-high, -low) * StrictMath.exp(grid.loss(index)));
            }
        }
        return grid.build();
    }

    /** The density of a loss l is e^((l - ε)/2) / 4. */
    private double mass(double low, double high) {
        return 0.5 * StrictMath.exp((low - epsilon) / 2) * StrictMath.expm1((high - low) / 2);
    }

    @Override
    public double width(double logTail) {
        return 2 * epsilon;
    }
}
