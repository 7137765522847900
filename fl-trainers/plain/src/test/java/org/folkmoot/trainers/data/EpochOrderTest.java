package org.folkmoot.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpochOrderTest {
    @Property(tries = 50)
    void visitsEveryExampleOnce(@ForAll @IntRange(max = 200) int size, @ForAll @IntRange(max = 9) int epoch) {
        int[] order = EpochOrder.of(SampleData.seed("order"), epoch, size);

        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
    }

    @Example
    void differsFromEpochToEpochAndFromSeedToSeed() {
        int[] first = EpochOrder.of(SampleData.seed("order"), 0, 50);

        assertThat(EpochOrder.of(SampleData.seed("order"), 0, 50)).isEqualTo(first);
        assertThat(EpochOrder.of(SampleData.seed("order"), 1, 50)).isNotEqualTo(first);
        assertThat(EpochOrder.of(SampleData.seed("other"), 0, 50)).isNotEqualTo(first);
    }
}
