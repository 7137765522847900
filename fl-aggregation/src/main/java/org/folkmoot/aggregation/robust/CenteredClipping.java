package org.folkmoot.aggregation.robust;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.SetAggregatorProvider;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.aggregation.UpdateTile;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.core.canonical.Decimals;

/**
 * Moves a centre, which the rule keeps from round to round, by the mean of the ways to all updates, each way cut off at a
 * radius; the centre is the result.
 *
 * <p>Guarantee: of n updates, f arbitrary ones move the result by at most iterations * radius * f / n in a round, whatever they
 * are; fewer than half are withstood where the radius fits how far the others are from the centre. Does not guarantee
 * anything in the first rounds, in which the centre starts at zero, nor with a radius chosen badly: too small a one slows
 * training, too large a one lets attackers in. Best with clients that send momentum. One step costs n d, more of them
 * n^2 d / 2.
 *
 * <p>Updates are told to be clipped that lie beyond the radius in the last step.
 *
 * <p>Source: Karimireddy et al. 2021, Algorithm 2. The centre belongs to the model, not to positions of clients.
 *
 * @param radius tau, in parameter units
 * @param iterations L, steps in a round, 1 to 10,000
 * @param maxAbs the largest magnitude of a difference that is let in, in parameter units
 */
public record CenteredClipping(double radius, int iterations, double maxAbs) implements SetAggregator {
    /** The rule's id. */
    public static final String ID = "folkmoot/centered-clipping/1";

    /** The slot with the centre, in double. */
    public static final String CENTRE = "centered-clipping.centre";

    private static final String RADIUS = "radius";
    private static final String ITERATIONS = "iterations";

    /** Rejects values outside their ranges. */
    public CenteredClipping {
        Ranges.positive(RADIUS, radius);
        Bounds.requireIterations(iterations);
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /** {@return the rule with this radius and one step in a round} */
    public static CenteredClipping within(double radius) {
        return new CenteredClipping(radius, 1, DEFAULT_MAX_ABS);
    }

    /** {@return the same rule with so many steps in a round} */
    public CenteredClipping iterations(int steps) {
        return new CenteredClipping(radius, steps, maxAbs);
    }

    /** {@return the same rule with this bound on differences} */
    public CenteredClipping maxAbs(double bound) {
        return new CenteredClipping(radius, iterations, bound);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RADIUS,
                Decimals.shortest(radius),
                ITERATIONS,
                Integer.toString(iterations),
                RuleParameters.MAX_ABS,
                Decimals.shortest(maxAbs));
    }

    @Override
    public SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return centre(ParameterVector.zeros(ParameterLayout.flat(ElementType.FLOAT64, shared.size())));
    }

    private static SortedMap<String, ParameterVector> centre(ParameterVector value) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        slots.put(CENTRE, value);
        return slots;
    }

    @Override
    public AggregationPlan plan(UpdateSet updates) {
        ParameterVector centre = requireNonNull(updates.slots().get(CENTRE), CENTRE);
        AffinePoint point = new AffinePoint(updates, squaredDistances(updates, centre));
        double[] kept = new double[0];
        for (int step = 0; step < iterations; step++) {
            kept = shares(point.distances());
            point.moveTo(1 - sum(kept), kept);
        }
        double[] coefficients = point.coefficients();
        double ofCentre = point.startCoefficient();
        AggregationPlan plan = AggregationPlan.of((in, out) -> addTo(out, in, coefficients, ofCentre, centre))
                .remembering(delta -> centre(ParameterVector.of(centre.layout(), delta)));
        for (int rank = 0; rank < kept.length; rank++) {
            if (kept[rank] < 1.0 / kept.length) {
                plan = plan.treating(rank, Treatment.CLIPPED);
            }
        }
        return plan;
    }

    /** How much of the way to each update is gone: 1 / n of it, or of the radius. */
    private double[] shares(double[] distances) {
        double[] shares = new double[distances.length];
        for (int i = 0; i < shares.length; i++) {
            double whole = 1.0 / shares.length;
            shares[i] = distances[i] <= radius ? whole : radius / distances[i] * whole;
        }
        return shares;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double[] squaredDistances(UpdateSet updates, ParameterVector centre) {
        double[] squares = AffinePoint.squaredNorms(updates);
        double[] products = updates.products(centre);
        double norm = squaredNorm(centre);
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.max(0, squares[i] - 2 * products[i] + norm);
        }
        return squares;
    }

    private static double squaredNorm(ParameterVector centre) {
        double norm = 0;
        for (int j = 0; j < centre.size(); j++) {
            norm += centre.get(j) * centre.get(j);
        }
        return norm;
    }

    private static void addTo(
            double[] out, UpdateTile in, double[] coefficients, double ofCentre, ParameterVector centre) {
        centre.copyTo(in.from(), out, 0, in.width());
        for (int j = 0; j < in.width(); j++) {
            out[j] *= ofCentre;
        }
        in.addAllTo(out, coefficients);
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
                    given -> new CenteredClipping(
                            given.decimal(RADIUS), given.count(ITERATIONS), given.decimal(RuleParameters.MAX_ABS)));
        }
    }
}
