package org.folkmoot.trainers.gpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the least of values known as intervals. */
final class Margin {
    private Margin() {}

    /**
     * A choice and whether it can be otherwise.
     *
     * @param chosen groups of indices, each upwards
     * @param certain whether every set of values within the intervals leads to the same choice
     */
    record Choice(List<List<Integer>> chosen, boolean certain) {
        Choice {
            chosen = chosen.stream().map(List::copyOf).toList();
        }
    }

    /**
     * {@return the indices of the least values by the middle of their intervals, upwards}
     *
     * <p>It is certain if the highest upper end among the chosen lies below the lowest lower end among the others: then
     * each chosen value is below each other one, strictly, wherever in the intervals they are. Touching intervals, and
     * ends that are no numbers, are never certain; a tie cannot be.
     */
    static Choice least(double[] lower, double[] upper, int count) {
        Integer[] order = IntStream.range(0, lower.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer i) -> lower[i] / 2 + upper[i] / 2)
                        .thenComparing(Comparator.naturalOrder()));
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int rank = 0; rank < order.length; rank++) {
            if (rank < count) {
                highest = Math.max(highest, upper[order[rank]]);
            } else {
                lowest = Math.min(lowest, lower[order[rank]]);
            }
        }
        List<Integer> chosen = Arrays.stream(order).limit(count).sorted().toList();
        return new Choice(List.of(chosen), count >= order.length || highest < lowest);
    }

    /** {@return the indices of the least values, upwards; ties go to the lower index, NaN is greater than all} */
    static List<Integer> least(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .sorted()
                .toList();
    }

    /**
     * Where the strict path's squared distances must lie, given distances with bounds: the truth is within the bound of the
     * number computed ahead, and the strict path is within its own bound of the truth.
     */
    static final class StrictIntervals {
        private final PairwiseDistances ahead;
        private final ErrorBound strict;

        StrictIntervals(PairwiseDistances ahead) {
            this.ahead = ahead;
            this.strict = ErrorBound.ofStrict(ahead.columns());
        }

        double lower(int i, int j) {
            double bound = ahead.bound(i, j);
            return Double.isInfinite(bound) ? 0 : strict.least(ahead.squared(i, j) - bound);
        }

        double upper(int i, int j) {
            return i == j ? 0 : strict.greatest(ahead.squared(i, j) + ahead.bound(i, j));
        }
    }
}
