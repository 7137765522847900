package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.testkit.ServerOptimizerContract;
import org.junit.jupiter.api.Test;

final class ServerSgdTest implements ServerOptimizerContract {
    private static final ParameterLayout ONE = ParameterLayout.float32(ParameterBlock.trainable("w", 1));

    @Override
    public ServerOptimizer optimizer() {
        return ServerSgd.of(0.5);
    }

    @Test
    void addsTheScaledDifference() {
        RoundState before = RoundState.of(ParameterVector.of(ONE, new float[] {3}));
        RoundState after = ServerSgd.of(0.5).step(before, new double[] {-4});
        assertThat(after.model().toFloatArray()).containsExactly(1f);
        assertThat(ServerSgd.defaults().step(before, new double[] {-4}).model().toFloatArray())
                .containsExactly(-1f);
    }

    /** 1 + 2^-24 is half way between two floats; the 2^-50 above it is lost if anything is rounded earlier. */
    @Test
    void roundsToTheElementTypeOnce() {
        RoundState before = RoundState.of(ParameterVector.of(ONE, new float[] {1}));
        RoundState after = ServerSgd.defaults().step(before, new double[] {0x1p-24 + 0x1p-50});
        assertThat(after.model().toFloatArray()).containsExactly(1 + 0x1p-23f);
    }

    @Test
    void keepsTheSlotsOfOthers() {
        ParameterVector model = ParameterVector.zeros(ONE);
        ParameterVector slot = ParameterVector.zeros(ParameterLayout.flat(ElementType.FLOAT64, 3));
        RoundState before = new RoundState(model, new TreeMap<>(Map.of("foreign", slot)));
        assertThat(ServerSgd.defaults().step(before, new double[] {1}).slots()).isEqualTo(before.slots());
    }

    @Test
    void refusesALearningRateThatIsNotPositive() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerSgd.of(bad))
                    .withMessage("learningRate: " + bad + " (expected: > 0, finite)");
        }
    }
}
