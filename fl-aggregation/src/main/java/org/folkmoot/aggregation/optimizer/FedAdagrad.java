package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.Decimals;

/**
 * Divides each step by the root of all squares so far, so that parameters which rarely move take larger steps:
 * {@code v += delta^2}, {@code w += learningRate * m / (sqrt(v) + tau)}, where m is the decayed mean of differences.
 *
 * <p>Guarantees: the same bits everywhere, by IEEE 754 basic operations and square roots alone; moments are kept in double
 * whatever the model's element type. The sum of squares starts at zero, as in Flower; the paper allows it to start at
 * tau^2 or more. Does not check that the result is finite.
 *
 * <p>Source: Reddi et al. 2021, Algorithm 2, FedAdagrad. FLamby takes beta1 0.9, OpenFL starts v at 0.1.
 *
 * @param learningRate factor on the step, > 0
 * @param beta1 share of the past in the mean of differences, in [0, 1)
 * @param tau what keeps the divisor from zero, in units of the difference, > 0; the larger, the less adaptive
 */
public record FedAdagrad(double learningRate, double beta1, double tau) implements ServerOptimizer {
    /** The rule's id. */
    public static final String ID = "folkmoot/fedadagrad/1";

    /** Refuses values outside their ranges. */
    public FedAdagrad {
        AdaptiveMoments.require(learningRate, beta1, tau);
    }

    /** {@return the optimiser with learning rate 0.1, beta1 0, tau 1e-3} */
    public static FedAdagrad defaults() {
        return new FedAdagrad(0.1, 0, 1e-3);
    }

    /** {@return the same with this learning rate} */
    public FedAdagrad learningRate(double value) {
        return new FedAdagrad(value, beta1, tau);
    }

    /** {@return the same with this share of the past in the mean of differences} */
    public FedAdagrad beta1(double value) {
        return new FedAdagrad(learningRate, value, tau);
    }

    /** {@return the same with this floor of the divisor} */
    public FedAdagrad tau(double value) {
        return new FedAdagrad(learningRate, beta1, value);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.LEARNING_RATE, Decimals.shortest(learningRate),
                RuleParameters.BETA1, Decimals.shortest(beta1),
                RuleParameters.TAU, Decimals.shortest(tau));
    }

    @Override
    public RoundState initialState(ParameterVector model) {
        return moments().initialState(model);
    }

    @Override
    public RoundState step(RoundState before, double[] meanDelta) {
        return moments().step(before, meanDelta, (v, squared) -> v + squared);
    }

    private AdaptiveMoments moments() {
        return new AdaptiveMoments("fedadagrad", learningRate, beta1, tau);
    }
}
