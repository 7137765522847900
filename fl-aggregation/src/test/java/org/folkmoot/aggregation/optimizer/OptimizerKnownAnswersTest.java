package org.folkmoot.aggregation.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.folkmoot.aggregation.Vectors;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

/** The steps of {@code vectors/optimizers.json}, which names the formulas and programs they are from. */
final class OptimizerKnownAnswersTest {
    @Test
    void takesTheStepsOfThePapersInFloat64() throws Exception {
        List<JsonObject> cases = Vectors.cases("optimizers.json");
        assertThat(cases).hasSize(12);
        for (JsonObject known : cases) {
            double rtol = Vectors.decimal(known, "rtol");
            verify(known, ElementType.FLOAT64, expected -> rtol * Math.max(1, Math.abs(expected)));
        }
    }

    /** The model is rounded to float32 after each step, so each adds half an ulp; moments stay in double. */
    @Test
    void takesThemInFloat32UpToTheRoundingOfTheModel() throws Exception {
        for (JsonObject known : Vectors.cases("optimizers.json")) {
            int steps = known.array("deltas").size() + 1;
            double rtol = Vectors.decimal(known, "rtol");
            verify(known, ElementType.FLOAT32, expected -> rtol + steps * 0.5 * Math.ulp(1.25f));
        }
    }

    private static void verify(JsonObject known, ElementType type, Tolerance tolerance) throws Exception {
        double[] start = Vectors.decimals(known.array("start"));
        ServerOptimizer rule = rule(known);
        RoundState state = rule.initialState(ParameterVector.of(ParameterLayout.flat(type, start.length), start));
        List<double[]> deltas = Vectors.rows(known.array("deltas"));
        List<double[]> expected = Vectors.rows(known.array("expected"));
        for (int round = 0; round < deltas.size(); round++) {
            state = rule.step(state, deltas.get(round));
            for (int j = 0; j < start.length; j++) {
                double value = expected.get(round)[j];
                assertThat(state.model().get(j))
                        .as("%s, round %d, parameter %d", rule.id(), round, j)
                        .isCloseTo(value, within(tolerance.of(value)));
            }
        }
    }

    private static ServerOptimizer rule(JsonObject known) throws MalformedJsonException {
        double rate = Vectors.decimal(known, "learningRate");
        double beta1 = Vectors.decimal(known, "beta1");
        double beta2 = Vectors.decimal(known, "beta2");
        double tau = Vectors.decimal(known, "tau");
        boolean nesterov = known.has("nesterov") && known.string("nesterov").equals("true");
        return switch (known.string("rule")) {
            case "fed_adagrad" -> new FedAdagrad(rate, beta1, tau);
            case "fed_adam_paper" -> new FedAdam(rate, beta1, beta2, tau);
            case "fed_yogi" -> new FedYogi(rate, beta1, beta2, tau);
            case "fed_avgm" -> new FedAvgM(rate, beta1, nesterov);
            default -> throw new AssertionError(known.string("rule"));
        };
    }

    /** How far a value may be from the expected one. */
    private interface Tolerance {
        double of(double expected);
    }
}
