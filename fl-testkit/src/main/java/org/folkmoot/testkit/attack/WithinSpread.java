package org.folkmoot.testkit.attack;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.folkmoot.api.model.ParameterVector;

/**
 * Goes as far from the honest mean as it can without being further from the honest updates than these are from each
 * other: m + gamma v for a direction v, with the largest gamma that a halving search from 50 finds within 1e-5.
 *
 * <p>Guarantees that the bound holds for the update before it is rounded to float32. Costs O(n² d) for n honest updates of
 * d parameters.
 *
 * <p>Source: Shejwalkar and Houmansadr 2021 (min-max, min-sum).
 */
public final class WithinSpread implements UpdateAttack {
    private static final double FIRST_GAMMA = 50;
    private static final double TOLERANCE = 1e-5;

    private final Deviation deviation;
    private final boolean sums;

    private WithinSpread(Deviation deviation, boolean sums) {
        this.deviation = deviation;
        this.sums = sums;
    }

    /** {@return the attack whose largest distance to an honest update is at most the largest between two} */
    public static WithinSpread minMax(Deviation deviation) {
        return new WithinSpread(deviation, false);
    }

    /** {@return the attack whose sum of squared distances to all honest updates is at most the least of any of these} */
    public static WithinSpread minSum(Deviation deviation) {
        return new WithinSpread(deviation, true);
    }

    @Override
    public List<ParameterVector> forge(AttackerView view, RandomGenerator random) {
        HonestStatistics honest = view.statistics();
        double[] mean = honest.mean();
        double[] direction = deviation.direction(honest);
        double limit = limit(view.honest());
        double gamma = largest(candidate -> spread(moved(mean, direction, candidate), view.honest()) - limit);
        double[] malicious = moved(mean, direction, gamma);
        return view.all(honest.update(j -> malicious[j]));
    }

    private double limit(List<ParameterVector> honest) {
        double limit = sums ? Double.POSITIVE_INFINITY : 0;
        for (ParameterVector update : honest) {
            double spread = spread(update.toDoubleArray(), honest);
            limit = sums ? Math.min(limit, spread) : Math.max(limit, spread);
        }
        return limit;
    }

    /** The largest, or the sum, of squared distances. */
    private double spread(double[] from, List<ParameterVector> updates) {
        double spread = 0;
        for (ParameterVector update : updates) {
            double squared = HonestStatistics.squaredDistance(from, update);
            spread = sums ? spread + squared : Math.max(spread, squared);
        }
        return spread;
    }

    /** The last gamma of the halving search whose excess is not positive, or zero. */
    private static double largest(DoubleUnaryOperator excess) {
        double gamma = FIRST_GAMMA;
        double step = FIRST_GAMMA;
        double best = 0;
        while (Math.abs(best - gamma) > TOLERANCE) {
            step /= 2;
            if (excess.applyAsDouble(gamma) <= 0) {
                best = gamma;
                gamma += step;
            } else {
                gamma -= step;
            }
        }
        return best;
    }

    private static double[] moved(double[] mean, double[] direction, double gamma) {
        double[] moved = mean.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += gamma * direction[j];
        }
        return moved;
    }
}
