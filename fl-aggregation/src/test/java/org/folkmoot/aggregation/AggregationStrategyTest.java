package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.folkmoot.aggregation.filter.NormClipping;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.QFedAvg;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.aggregation.local.NovaClient;
import org.folkmoot.aggregation.local.Proximal;
import org.folkmoot.aggregation.local.ScaffoldClient;
import org.folkmoot.aggregation.optimizer.FedYogi;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.junit.jupiter.api.Test;

final class AggregationStrategyTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 2));

    @Test
    void addsTheMeanUnlessSaidOtherwise() {
        FedAvg query = FedAvg.uniform();
        AggregationStrategy plain = AggregationStrategy.of(query);
        assertThat(plain.query()).containsSame(query);
        assertThat(plain.optimizer().parameters()).containsEntry("learningRate", "1");
        ServerSgd slower = ServerSgd.of(0.5);
        assertThat(plain.optimizer(slower).optimizer()).isSameAs(slower);
        assertThat(plain.optimizer().parameters()).containsEntry("learningRate", "1");
    }

    @Test
    void aSumBringsWhatClientsHaveToDo() {
        List<Stage> stages = AggregationStrategy.of(Scaffold.defaults()).stages(20);
        assertThat(stages).extracting(Stage::id).startsWith(ScaffoldClient.ID, Scaffold.ID);
        assertThat(stages.get(1).parameters()).containsEntry("population", "20");
        assertThat(Pipeline.of(LAYOUT, stages).updateLayout().size()).isEqualTo(4);
        assertThat(AggregationStrategy.of(FedAvg.uniform()).stages(20))
                .extracting(Stage::kind)
                .doesNotContain("local");
    }

    @Test
    void anotherLocalRuleTakesThePlaceOfTheOneThatTheSumBrings() {
        AggregationStrategy pulled = AggregationStrategy.of(FedNova.weighted()).local(new NovaClient(0.5, 100));
        assertThat(pulled.stages(2).get(0).parameters()).containsEntry("mu", "0.5");
        AggregationStrategy wrong = AggregationStrategy.of(FedNova.weighted()).local(Proximal.of(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pipeline.of(LAYOUT, wrong.stages(2)))
                .withMessageContaining("folkmoot/proximal/1 sends 1 blocks of 2")
                .withMessageContaining("folkmoot/fednova/1 takes, 2 blocks of 4");
    }

    @Test
    void anOptimiserGoesWithAnySum() {
        AggregationStrategy strategy = AggregationStrategy.of(FedAvg.uniform()).optimizer(FedYogi.defaults());
        Pipeline pipeline = Pipeline.of(LAYOUT, strategy.stages(20));
        assertThat(pipeline.initialState(ParameterVector.zeros(LAYOUT)).slots())
                .containsOnlyKeys("fedyogi.m", "fedyogi.v");
    }

    @Test
    void noFilterScalesWhatASumNeedsExactly() {
        AggregationStrategy strategy = AggregationStrategy.of(QFedAvg.of(1)).filter(NormClipping.to(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pipeline.of(LAYOUT, strategy.stages(2)))
                .withMessageContaining("scales what folkmoot/q-fedavg/1 needs exactly");
    }
}
