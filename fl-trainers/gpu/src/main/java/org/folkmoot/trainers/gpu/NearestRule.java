package org.folkmoot.trainers.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * For every update the nearest ones, itself among them, as nearest-neighbour mixing needs them (Allouah et al. 2023,
 * §4).
 *
 * @param count how many, the update itself included, at least 1
 */
public record NearestRule(int count) implements DistanceRule {
    /** Rejects numbers below 1. */
    public NearestRule {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
        }
    }

    @Override
    public List<List<Integer>> choose(PairwiseDistances strict) {
        List<List<Integer>> chosen = new ArrayList<>();
        for (int i = 0; i < strict.updates(); i++) {
            double[] line = new double[strict.updates()];
            for (int j = 0; j < line.length; j++) {
                line[j] = i == j ? -1 : strict.squared(i, j);
            }
            chosen.add(Margin.least(line, count));
        }
        return chosen;
    }

    @Override
    public Margin.Choice chooseAhead(PairwiseDistances ahead) {
        Margin.StrictIntervals intervals = new Margin.StrictIntervals(ahead);
        List<List<Integer>> chosen = new ArrayList<>();
        boolean certain = true;
        for (int i = 0; i < ahead.updates(); i++) {
            double[] lower = new double[ahead.updates()];
            double[] upper = new double[ahead.updates()];
            for (int j = 0; j < lower.length; j++) {
                lower[j] = i == j ? -1 : intervals.lower(i, j);
                upper[j] = i == j ? -1 : intervals.upper(i, j);
            }
            Margin.Choice line = Margin.least(lower, upper, count);
            chosen.addAll(line.chosen());
            certain &= line.certain();
        }
        return new Margin.Choice(chosen, certain);
    }
}
