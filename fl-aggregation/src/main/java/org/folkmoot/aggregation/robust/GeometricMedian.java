package org.folkmoot.aggregation.robust;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.core.canonical.Decimals;

/**
 * The point with the least sum of distances from all updates, nearly: a number of smoothed Weiszfeld steps. Known as RFA.
 *
 * <p>Guarantee: with f of n &gt; 2f updates arbitrary, the exact median is at most 2 (n - f) / (n - 2f) times as far from any
 * point as the farthest of the others is; the steps come near to it. Does not guarantee to be exact, nor to keep single
 * coordinates in the others' range. Within the smoothing distance of each other updates are averaged. Costs n^2 d / 2 for the
 * distances; the steps cost n^2 each.
 *
 * <p>Source: Pillutla et al. 2022, Algorithm 2, all clients with equal weight.
 *
 * @param smoothing nu, the distance below which nearness no longer adds weight, in parameter units; small against the
 *     distances between updates
 * @param iterations steps, 1 to 10,000
 * @param start where the first step starts from
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record GeometricMedian(double smoothing, int iterations, Start start, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/geometric-median/1";

    private static final String SMOOTHING = "smoothing";
    private static final String ITERATIONS = "iterations";
    private static final String START = "start";
    private static final double DEFAULT_SMOOTHING = 1e-6;
    private static final double SMALLEST_SMOOTHING = 0x1p-400;
    private static final int DEFAULT_ITERATIONS = 8;

    /** Where the first step starts from. */
    public enum Start {
        /** From no difference: arbitrary updates, being far, count little at once. */
        ZERO("zero"),
        /** From the mean of all updates. */
        MEAN("mean");

        private final String word;

        Start(String word) {
            this.word = word;
        }

        private static Start of(String word) {
            for (Start start : values()) {
                if (start.word.equals(word)) {
                    return start;
                }
            }
            throw new IllegalArgumentException("parameter start: \"" + word + "\" (expected: zero or mean)");
        }
    }

    /** Rejects values outside their ranges. */
    public GeometricMedian {
        if (!(smoothing >= SMALLEST_SMOOTHING) || !Double.isFinite(smoothing)) {
            throw new IllegalArgumentException(
                    "smoothing: " + smoothing + " (expected: >= 2^-400, finite; weights are its inverse)");
        }
        Bounds.requireIterations(iterations);
        requireNonNull(start, START);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule with a smoothing of 1e-6 and 8 steps from zero} */
    public static GeometricMedian defaults() {
        return new GeometricMedian(DEFAULT_SMOOTHING, DEFAULT_ITERATIONS, Start.ZERO, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with this smoothing} */
    public GeometricMedian smoothing(double distance) {
        return new GeometricMedian(distance, iterations, start, maxAbs);
    }

    /** {@return the same rule with so many steps} */
    public GeometricMedian iterations(int steps) {
        return new GeometricMedian(smoothing, steps, start, maxAbs);
    }

    /** {@return the same rule, which starts from there} */
    public GeometricMedian start(Start from) {
        return new GeometricMedian(smoothing, iterations, from, maxAbs);
    }

    /** {@return the same rule with this bound on differences} */
    public GeometricMedian maxAbs(double bound) {
        return new GeometricMedian(smoothing, iterations, start, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                SMOOTHING,
                Decimals.shortest(smoothing),
                ITERATIONS,
                Integer.toString(iterations),
                START,
                start.word,
                RuleParameters.MAX_ABS,
                Decimals.shortest(maxAbs));
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        AffinePoint point = new AffinePoint(updates, AffinePoint.squaredNorms(updates));
        if (start == Start.MEAN) {
            double[] equal = new double[updates.clients()];
            Arrays.fill(equal, 1.0 / equal.length);
            point.moveTo(0, equal);
        }
        for (int step = 0; step < iterations; step++) {
            point.moveTo(0, weights(point.distances()));
        }
        return AggregationPlan.combination(point.coefficients());
    }

    private double[] weights(double[] distances) {
        double total = 0;
        double[] weights = new double[distances.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / Math.max(smoothing, distances[i]);
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return weights;
    }

    /** Rebuilds the rule from a program; public for {@link java.util.ServiceLoader} only. */
    public static final class Provider implements SetAggregatorProvider {
        /** For {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public String id() {
            return ID;
        }

        @Override
        public SetAggregator create(SortedMap<String, String> parameters) {
            return Bounds.rebuilt(
                    parameters,
                    given -> new GeometricMedian(
                            given.decimal(SMOOTHING),
                            given.count(ITERATIONS),
                            Start.of(given.text(START)),
                            given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
