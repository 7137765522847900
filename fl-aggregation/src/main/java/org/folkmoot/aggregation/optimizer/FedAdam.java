package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.Decimals;

/**
 * Divides the decayed mean of differences by the root of the decayed mean of squares:
 * {@code v = beta2 * v + (1 - beta2) * delta^2}, {@code w += learningRate * m / (sqrt(v) + tau)}.
 *
 * <p>Guarantees: the same bits everywhere, by IEEE 754 basic operations and square roots alone; moments are kept in double
 * whatever the model's element type. Does not check that the result is finite.
 *
 * <p>Source: Reddi et al. 2021, Algorithm 2, FedAdam: without bias correction. Flower corrects the learning rate in round r
 * by {@code sqrt(1 - beta2^(r+1)) / (1 - beta1^(r+1))}, so its first rounds take other steps with the same parameters.
 *
 * @param learningRate factor on the step, > 0
 * @param beta1 share of the past in the mean of differences, in [0, 1)
 * @param beta2 share of the past in the mean of squares, in [0, 1)
 * @param tau what keeps the divisor from zero, in units of the difference, > 0; the larger, the less adaptive
 */
public record FedAdam(double learningRate, double beta1, double beta2, double tau) implements ServerOptimizer {
    /** The rule's id. */
    public static final String ID = "folkmoot/fedadam/1";

    /** Refuses values outside their ranges. */
    public FedAdam {
        AdaptiveMoments.require(learningRate, beta1, tau);
        Ranges.decay("beta2", beta2);
    }

    /** {@return the optimiser with learning rate 0.1, beta1 0.9, beta2 0.99, tau 1e-3} */
    public static FedAdam defaults() {
        return new FedAdam(0.1, 0.9, 0.99, 1e-3);
    }

    /** {@return the same with this learning rate} */
    public FedAdam learningRate(double value) {
        return new FedAdam(value, beta1, beta2, tau);
    }

    /** {@return the same with this share of the past in the mean of differences} */
    public FedAdam beta1(double value) {
        return new FedAdam(learningRate, value, beta2, tau);
    }

    /** {@return the same with this share of the past in the mean of squares} */
    public FedAdam beta2(double value) {
        return new FedAdam(learningRate, beta1, value, tau);
    }

    /** {@return the same with this floor of the divisor} */
    public FedAdam tau(double value) {
        return new FedAdam(learningRate, beta1, beta2, value);
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
                RuleParameters.BETA2, Decimals.shortest(beta2),
                RuleParameters.TAU, Decimals.shortest(tau));
    }

    @Override
    public RoundState initialState(ParameterVector model) {
        return moments().initialState(model);
    }

    @Override
    public RoundState step(RoundState before, double[] meanDelta) {
        return moments().step(before, meanDelta, (v, squared) -> beta2 * v + (1 - beta2) * squared);
    }

    private AdaptiveMoments moments() {
        return new AdaptiveMoments("fedadam", learningRate, beta1, tau);
    }
}
