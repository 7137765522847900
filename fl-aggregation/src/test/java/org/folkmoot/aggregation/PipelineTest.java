package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void refusesValuesWhoseSquaresMayBeInfinite() {
        assertThat(median(4, 0x1p400).encoding(3).maxAbs()).isEqualTo(0x1p400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> median(4, 1e200).encoding(3))
                .withMessageContaining("maxAbs: 1.0E200 (expected: <= 2^400");
    }

    private static Pipeline median(int parameters, double maxAbs) {
        CoordinateMedian median = CoordinateMedian.create().maxAbs(maxAbs);
        Stage rule = new Stage(Stage.AGGREGATOR, median.id(), StagePlacement.SERVER, median.parameters());
        return Pipeline.of(
                ParameterLayout.flat(ElementType.FLOAT64, parameters),
                List.of(rule, Programs.optimizerStage(ServerSgd.defaults())));
    }
}
