package org.folkmoot.aggregation;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.Decimals;

/**
 * Moves the model along the aggregated difference: {@code model + learningRate * meanDelta}. With learning rate 1 and
 * {@link FedAvg} the new model is the mean of the local models.
 *
 * <p>Guarantees: computed in double, rounded once to the layout's element type; keeps every slot of the state as it is.
 * Does not check that the result is finite. Immutable, safe for use by several threads.
 *
 * <p>Source: McMahan et al. 2017, Algorithm 1; the learning rate is that of Reddi et al. 2021, Algorithm 1.
 */
public final class ServerSgd implements ServerOptimizer {
    /** The rule's id. */
    public static final String ID = "folkmoot/server-sgd/1";

    private static final double DEFAULT_LEARNING_RATE = 1.0;

    private final double learningRate;

    private ServerSgd(double learningRate) {
        this.learningRate = Ranges.positive(RuleParameters.LEARNING_RATE, learningRate);
    }

    /** {@return the optimiser with learning rate 1} */
    public static ServerSgd defaults() {
        return new ServerSgd(DEFAULT_LEARNING_RATE);
    }

    /** {@return the optimiser with this learning rate, > 0} */
    public static ServerSgd of(double learningRate) {
        return new ServerSgd(learningRate);
    }

    /** {@return the factor on the aggregated difference} */
    public double learningRate() {
        return learningRate;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.LEARNING_RATE, Decimals.shortest(learningRate));
    }

    @Override
    public RoundState initialState(ParameterVector model) {
        return RoundState.of(model);
    }

    @Override
    public RoundState step(RoundState before, double[] meanDelta) {
        ParameterVector model = before.model();
        if (meanDelta.length != model.size()) {
            throw new IllegalArgumentException(
                    "meanDelta.length: " + meanDelta.length + " (expected: " + model.size() + ")");
        }
        ParameterVector next = ParameterVector.computed(model.layout(), (from, out, length) -> {
            model.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] += learningRate * meanDelta[from + i];
            }
        });
        return new RoundState(next, before.slots());
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
