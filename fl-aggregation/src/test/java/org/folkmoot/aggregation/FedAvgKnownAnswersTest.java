package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The means of {@code vectors/fedavg.json}, which names the programs that computed them. */
final class FedAvgKnownAnswersTest {
    @Test
    void givesTheMeansOfOtherFrameworks() throws Exception {
        List<JsonObject> cases = Vectors.cases("fedavg.json");
        assertThat(cases).hasSize(5);
        for (JsonObject each : cases) {
            verify(each);
        }
    }

    private static void verify(JsonObject known) throws Exception {
        double[] expected = Vectors.decimals(known.array("expected"));
        long[] weights = Vectors.integers(known.array("weights"));
        ParameterLayout layout = ParameterLayout.float64(ParameterBlock.trainable("w", expected.length));
        boolean uniform = known.string("rule").equals("average");
        RoundProgram program = Programs.of(uniform ? FedAvg.uniform() : FedAvg.weighted(), layout, weights.length);
        LinearFold fold = LinearFold.of(program);
        int client = 0;
        for (Json row : known.array("input").elements()) {
            double[] delta = Vectors.decimals((JsonArray) row);
            fold.add(ParameterVector.of(layout, delta), weights[client++]);
        }
        RoundState after = fold.finish(RoundState.of(ParameterVector.zeros(layout)));
        for (int j = 0; j < expected.length; j++) {
            double tolerance = tolerance(program.encoding().fractionBits(), expected[j]);
            assertThat(after.model().get(j))
                    .as("%s of %d, element %d", known.string("rule"), client, j)
                    .isCloseTo(expected[j], within(tolerance));
        }
    }

    /** A mean of values each off by half a step is off by half a step; the reference is good to 1e-12. */
    private static double tolerance(int fractionBits, double expected) {
        return Math.scalb(0.5, -fractionBits) + 1e-12 * Math.max(1, Math.abs(expected));
    }
}
