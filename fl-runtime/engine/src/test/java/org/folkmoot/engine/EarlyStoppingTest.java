package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EarlyStoppingTest {
    @Property(tries = 50)
    void neverStopsWhileItGetsBetter(@ForAll @Size(max = 20) List<@DoubleRange(min = -9, max = 9) Double> values) {
        List<Double> rising =
                new ArrayList<>(values.stream().distinct().sorted().toList());
        assertThat(EarlyStopping.whenStale("accuracy", 1).shouldStop(rising)).isFalse();

        Collections.reverse(rising);
        assertThat(new EarlyStopping("loss", false, 1, 0).shouldStop(rising)).isFalse();
    }

    @Property(tries = 50)
    void stopsAfterExactlyAsManyStaleRoundsAsItHasPatience(@ForAll @IntRange(min = 1, max = 9) int patience) {
        EarlyStopping stopping = EarlyStopping.whenStale("accuracy", patience);
        List<Double> values = new ArrayList<>(List.of(0.1, 0.5));
        for (int stale = 1; stale < patience; stale++) {
            values.add(0.5);
            assertThat(stopping.shouldStop(values)).isFalse();
        }
        values.add(0.5);
        assertThat(stopping.shouldStop(values)).isTrue();
        values.add(0.6);
        assertThat(stopping.shouldStop(values)).isFalse();
    }

    @Property(tries = 50)
    void aLossIsAnAccuracyTurnedRound(
            @ForAll @Size(max = 12) List<@DoubleRange(min = -9, max = 9) Double> values,
            @ForAll @IntRange(min = 1, max = 4) int patience) {
        List<Double> turned = values.stream().map(value -> -value).toList();
        assertThat(new EarlyStopping("loss", false, patience, 0.25).shouldStop(turned))
                .isEqualTo(new EarlyStopping("accuracy", true, patience, 0.25).shouldStop(values));
    }

    @Example
    void improvementsBelowTheLeastDifferenceDoNotCount() {
        EarlyStopping stopping = new EarlyStopping("accuracy", true, 2, 0.5);

        assertThat(stopping.shouldStop(List.of(0.0, 0.5, 0.5))).isTrue();
        assertThat(stopping.shouldStop(List.of(0.0, 0.5, 0.75))).isFalse();
    }

    @Example
    void rejectsPatienceAndDifferencesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EarlyStopping.whenStale("accuracy", 0))
                .withMessageContaining("patience: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyStopping("accuracy", true, 1, -0.5))
                .withMessageContaining("minDelta: -0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping("accuracy", true, 1, Double.NaN));
    }
}
