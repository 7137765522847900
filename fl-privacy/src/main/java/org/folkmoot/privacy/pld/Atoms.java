package org.folkmoot.privacy.pld;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A loss of a few values: randomised response, and what is only known to be (epsilon, delta)-private.
 *
 * @param masses by loss
 * @param infinite mass of an infinite loss
 */
record Atoms(SortedMap<Double, Double> masses, double infinite) implements LossSource {
    Atoms {
        masses = new TreeMap<>(masses);
    }

    /** {@return the worst loss of an (epsilon, delta)-private mechanism} Kairouz, Oh and Viswanath 2015. */
    static Atoms of(double epsilon, double delta) {
        double up = (1 - delta) / (1 + StrictMath.exp(-epsilon));
        SortedMap<Double, Double> masses = new TreeMap<>();
        masses.put(epsilon, up);
        masses.merge(-epsilon, 1 - delta - up, Double::sum);
        return new Atoms(masses, delta);
    }

    /** {@return the loss of k-ary randomised response, one answer replaced by another} */
    static Atoms response(double noise, int buckets) {
        double other = noise / buckets;
        double truth = 1 - noise + other;
        double epsilon = StrictMath.log(truth / other);
        SortedMap<Double, Double> masses = new TreeMap<>();
        masses.put(epsilon, truth);
        masses.merge(-epsilon, other, Double::sum);
        masses.merge(0.0, (buckets - 2) * other, Double::sum);
        return new Atoms(masses, 0);
    }

    @Override
    public LossDistribution on(double step, double logTail) {
        int first = (int) Math.floor(masses.firstKey() / step);
        int last = (int) Math.ceil(masses.lastKey() / step) + 1;
        LossGrid grid = new LossGrid(step, first, last);
        masses.forEach(grid::addAtom);
        grid.addInfinite(infinite);
        return grid.build();
    }

    @Override
    public double width(double logTail) {
        return masses.lastKey() - masses.firstKey();
    }
}
