package org.folkmoot.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.training.LocalTraining;

class TrainingStageTest {
    private static final Stage STAGE = TrainingStage.of(LocalTraining.sgd(2, 8, 0.05));

    @Property(tries = 200)
    void comesBackAsItWasWritten(
            @ForAll @IntRange(min = 1) int epochs,
            @ForAll @IntRange(min = 1) int batchSize,
            @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e9) double learningRate,
            @ForAll @Scale(17) @DoubleRange(min = 0, max = 0.999) double momentum,
            @ForAll @Scale(17) @DoubleRange(min = 0, max = 10) double weightDecay) {
        LocalTraining training = new LocalTraining(epochs, batchSize, learningRate, momentum, weightDecay);

        assertThat(TrainingStage.parse(TrainingStage.of(training))).isEqualTo(training);
    }

    @Example
    void refusesAnotherRule() {
        Stage other = new Stage(STAGE.kind(), "acme/other-sgd/1", STAGE.placement(), STAGE.parameters());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStage.parse(other))
                .withMessageContaining("acme/other-sgd/1")
                .withMessageContaining(TrainingStage.ID);
    }

    @Example
    void refusesMissingAndAdditionalParameters() {
        for (String name : STAGE.parameters().keySet()) {
            SortedMap<String, String> fewer = new TreeMap<>(STAGE.parameters());
            fewer.remove(name);
            refuses(fewer);
            fewer.put("another", "1");
            refuses(fewer);
        }
        SortedMap<String, String> more = new TreeMap<>(STAGE.parameters());
        more.put("another", "1");
        refuses(more);
    }

    @Example
    void refusesValuesOutOfRange() {
        for (String name : STAGE.parameters().keySet()) {
            for (String value : new String[] {"", "-1", "x", "NaN", "1e999"}) {
                SortedMap<String, String> changed = new TreeMap<>(STAGE.parameters());
                changed.put(name, value);
                refuses(changed);
            }
        }
    }

    private static void refuses(SortedMap<String, String> parameters) {
        Stage stage = new Stage(STAGE.kind(), STAGE.id(), STAGE.placement(), parameters);
        assertThatIllegalArgumentException().as(parameters.toString()).isThrownBy(() -> TrainingStage.parse(stage));
    }
}
