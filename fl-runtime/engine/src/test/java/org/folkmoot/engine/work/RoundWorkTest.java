package org.folkmoot.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.codec.TopK;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.engine.Farms;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;

class RoundWorkTest {
    private static final PlainModel MODEL = PlainModel.mlp(4, 3, 2);
    private static final ParameterVector START = MODEL.initial(Digest.sha256(new byte[] {2}));
    private static final AggregationStrategy PLAIN =
            AggregationStrategy.of(FedAvg.weighted()).codec(TopK.of(0.5));

    @Test
    void whatWasKeptUnderOtherPersonalGroupsIsForgotten() throws Exception {
        SortedMap<String, ParameterVector> nothing = new TreeMap<>();
        String[][] choices = {{}, {"layer0"}, {"layer1"}};
        for (String[] before : choices) {
            SortedMap<String, ParameterVector> kept = run(before, nothing).own();
            for (String[] now : choices) {
                LocalOutcome afresh = run(now, nothing);
                LocalOutcome after = run(now, kept);
                if (Arrays.equals(before, now)) {
                    assertThat(after.own()).isNotEqualTo(afresh.own());
                } else {
                    assertThat(after).isEqualTo(afresh);
                }
            }
        }
    }

    private static LocalOutcome run(String[] personal, SortedMap<String, ParameterVector> own)
            throws TrainingException {
        AggregationStrategy strategy = personal.length == 0 ? PLAIN : PLAIN.personal(personal);
        return RoundWork.run(
                Farms.trainer(0, MODEL),
                new RoundWork.Order(
                        Pipeline.of(MODEL.layout(), strategy.stages(3)),
                        START,
                        new TreeMap<>(),
                        own,
                        LocalTraining.sgd(1, 4, 0.1),
                        Farms.seed(1),
                        Farms.seed(2),
                        Cancellation.never()));
    }
}
