package org.folkmoot.aggregation.robust;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.round.Treatment;

/**
 * How far each of some updates is from the n - f - 2 of the others that are nearest to it: the sum of the squared distances.
 * Ties go to the lower rank.
 */
final class KrumScores {
    private final UpdateSet updates;
    private final int tolerated;

    KrumScores(UpdateSet updates, int tolerated) {
        this.updates = updates;
        this.tolerated = tolerated;
    }

    /** {@return these ranks, that of the lowest score first} */
    int[] ordered(int[] ranks) {
        double[] scores =
                Arrays.stream(ranks).mapToDouble(rank -> score(rank, ranks)).toArray();
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> scores[i]).thenComparingInt(i -> ranks[i]))
                .mapToInt(i -> ranks[i])
                .toArray();
    }

    /** {@return all ranks} */
    int[] all() {
        return IntStream.range(0, updates.clients()).toArray();
    }

    private double score(int rank, int[] among) {
        double[] distances = new double[among.length - 1];
        int count = 0;
        for (int other : among) {
            if (other != rank) {
                distances[count++] = updates.squaredDistance(rank, other);
            }
        }
        Arrays.sort(distances);
        double score = 0;
        for (int i = 0; i < Math.min(count, Math.max(1, among.length - tolerated - 2)); i++) {
            score += distances[i];
        }
        return score;
    }

    /** {@return the same plan, which says of all other updates that they are left out} */
    AggregationPlan leavingOutAllBut(int[] chosen, AggregationPlan plan) {
        AggregationPlan result = plan;
        for (int rank : all()) {
            if (Arrays.stream(chosen).noneMatch(each -> each == rank)) {
                result = result.treating(rank, Treatment.NOT_SELECTED);
            }
        }
        return result;
    }

    /** {@return the plan to take the mean of these} */
    AggregationPlan meanOf(int[] chosen) {
        double[] coefficients = new double[updates.clients()];
        for (int rank : chosen) {
            coefficients[rank] = 1.0 / chosen.length;
        }
        return leavingOutAllBut(chosen, AggregationPlan.combination(coefficients));
    }
}
