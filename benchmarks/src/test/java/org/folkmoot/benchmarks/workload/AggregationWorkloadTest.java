package org.folkmoot.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregationWorkloadTest {
    @Test
    void averagesByExamplesInWhateverOrder() {
        AggregationWorkload workload = AggregationWorkload.of(1_000, 3);

        double mean = workload.aggregate(List.of(0, 1, 2)).model().get(7);

        double expected = (50 * workload.updates().get(0).get(7)
                        + 51 * workload.updates().get(1).get(7)
                        + 52 * workload.updates().get(2).get(7))
                / 153;
        // Half a unit of float32 at magnitudes below 0.0625 is 2^-29; fixed-point steps are finer.
        assertThat(mean).isCloseTo(expected, within(0x1p-28));
        assertThat(workload.aggregate(List.of(2, 0, 1)).model().get(7)).isEqualTo(mean);
    }
}
