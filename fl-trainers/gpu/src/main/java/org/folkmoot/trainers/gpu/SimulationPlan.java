package org.folkmoot.trainers.gpu;

import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.trainers.data.Dataset;

/**
 * What is to be simulated, and how much room a client takes.
 *
 * @param widths inputs, hidden widths, classes
 * @param training what each client does
 * @param cohort the clients
 * @param most the most examples any client has
 * @param data the examples
 */
record SimulationPlan(List<Integer> widths, LocalTraining training, VirtualCohort cohort, int most, Dataset data) {
    /** Examples that a thread works on at once, as in the kernel. */
    static final int TILE = 8;

    static SimulationPlan of(int[] widths, LocalTraining training, VirtualCohort cohort, Dataset data) {
        int most = IntStream.range(0, cohort.size()).map(cohort::examples).max().orElse(0);
        int least =
                IntStream.range(0, cohort.size()).map(cohort::examples).min().orElse(0);
        if (least < 1) {
            throw new IllegalArgumentException("examples of a client: " + least + " (expected: >= 1)");
        }
        return new SimulationPlan(IntStream.of(widths).boxed().toList(), training, cohort, most, data);
    }

    int layers() {
        return widths.size() - 1;
    }

    /** {@return parameters of one client} */
    int parameters() {
        int sum = 0;
        for (int layer = 0; layer < layers(); layer++) {
            sum = Math.addExact(sum, Math.multiplyExact(Math.addExact(widths.get(layer), 1), widths.get(layer + 1)));
        }
        return sum;
    }

    /** {@return units that are no inputs} */
    int units() {
        return widths.stream().skip(1).mapToInt(Integer::intValue).sum();
    }

    int visits() {
        return Math.multiplyExact(training.epochs(), most);
    }

    /** {@return bytes that a client takes on the card} */
    long bytesPerClient() {
        return Float.BYTES * (2L * parameters() + 2L * TILE * units() + visits() + 1);
    }
}
