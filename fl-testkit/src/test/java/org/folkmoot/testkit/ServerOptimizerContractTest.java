package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.junit.jupiter.api.Test;

/** A correct rule passes, as this class itself shows; one with a memory of its own is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class ServerOptimizerContractTest implements ServerOptimizerContract {
    @Override
    public ServerOptimizer optimizer() {
        return new Adding(false);
    }

    @Test
    void findsAMemoryOutsideTheState() {
        ParameterVector model = ParameterVector.zeros(ParameterLayout.float64(ParameterBlock.trainable("w", 2)));
        Adding remembering = new Adding(true);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ((ServerOptimizerContract) () -> remembering).stepsPurely(model, 1));
    }

    /** Adds the difference; when it remembers, each step is larger than the last. */
    private static final class Adding implements ServerOptimizer {
        private final boolean remembers;
        private int steps = 1;

        Adding(boolean remembers) {
            this.remembers = remembers;
        }

        @Override
        public String id() {
            return "testkit/adding/1";
        }

        @Override
        public SortedMap<String, String> parameters() {
            return new TreeMap<>();
        }

        @Override
        public RoundState initialState(ParameterVector model) {
            return RoundState.of(model);
        }

        @Override
        public RoundState step(RoundState before, double[] meanDelta) {
            double[] next = before.model().toDoubleArray();
            if (next.length != meanDelta.length) {
                throw new IllegalArgumentException(
                        "meanDelta.length: " + meanDelta.length + " (expected: " + next.length + ")");
            }
            for (int j = 0; j < next.length; j++) {
                next[j] += meanDelta[j] * steps;
            }
            steps += remembers ? 1 : 0;
            return new RoundState(ParameterVector.of(before.model().layout(), next), before.slots());
        }
    }
}
