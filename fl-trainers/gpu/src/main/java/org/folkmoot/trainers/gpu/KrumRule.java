package org.folkmoot.trainers.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Multi-Krum: the updates with the least scores, a score being the sum of squared distances to the {@code neighbours}
 * nearest others, added upwards in double (Blanchard et al. 2017, §4; {@code neighbours} = n - f - 2).
 *
 * @param neighbours how many nearest others count, at least 1
 * @param chosen how many updates are chosen, at least 1; 1 is Krum
 */
public record KrumRule(int neighbours, int chosen) implements DistanceRule {
    /** Rejects numbers below 1. */
    public KrumRule {
        if (neighbours < 1 || chosen < 1) {
            throw new IllegalArgumentException(
                    "neighbours, chosen: " + neighbours + ", " + chosen + " (expected: each >= 1)");
        }
    }

    @Override
    public List<List<Integer>> choose(PairwiseDistances strict) {
        double[] scores = scores(strict.updates(), strict::squared);
        return List.of(Margin.least(scores, chosen));
    }

    /**
     * The sum of the k least is monotone in every distance, so its ends are the sums of the least ends; both the strict
     * sum and these sums have at most k roundings of their own, γ(2k) covers them.
     */
    @Override
    public Margin.Choice chooseAhead(PairwiseDistances ahead) {
        Margin.StrictIntervals intervals = new Margin.StrictIntervals(ahead);
        double slack = ErrorBound.gamma(2L * neighbours + 2);
        double[] lower = scores(ahead.updates(), intervals::lower);
        double[] upper = scores(ahead.updates(), intervals::upper);
        for (int i = 0; i < lower.length; i++) {
            lower[i] *= 1 - slack;
            upper[i] *= 1 + slack;
        }
        return Margin.least(lower, upper, chosen);
    }

    private interface Distance {
        double between(int i, int j);
    }

    private double[] scores(int updates, Distance distance) {
        if (updates <= neighbours || updates < chosen) {
            throw new IllegalArgumentException("updates: " + updates + " (expected: more than " + neighbours
                    + " neighbours, at least " + chosen + " chosen)");
        }
        double[] scores = new double[updates];
        double[] others = new double[updates - 1];
        for (int i = 0; i < updates; i++) {
            int self = i;
            IntUnaryOperator other = at -> at < self ? at : at + 1;
            for (int at = 0; at < others.length; at++) {
                others[at] = distance.between(i, other.applyAsInt(at));
            }
            Arrays.sort(others);
            for (int k = 0; k < neighbours; k++) {
                scores[i] += others[k];
            }
        }
        return scores;
    }
}
