package org.folkmoot.aggregation.optimizer;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.Decimals;

/**
 * Server momentum: {@code m = beta * m + delta}, {@code w += learningRate * m}; m starts at zero, so that the first step is
 * the difference itself. With Nesterov's look-ahead, {@code w += learningRate * (beta * m + delta)}.
 *
 * <p>Guarantees: the same bits everywhere; the momentum is kept in double whatever the model's element type. In the long run
 * a constant difference moves the model by 1 / (1 - beta) times itself, so learning rates of plain averaging may be too
 * large. Does not check that the result is finite.
 *
 * <p>Source: Hsu et al. 2019. Beta is 0.9 unless said otherwise; Flower's is 0 unless said otherwise, which is no momentum.
 *
 * @param learningRate factor on the step, > 0
 * @param beta share of the past, in [0, 1)
 * @param nesterov whether to look ahead
 */
public record FedAvgM(double learningRate, double beta, boolean nesterov) implements ServerOptimizer {
    /** The rule's id. */
    public static final String ID = "folkmoot/fedavgm/1";

    private static final String MOMENTUM = "fedavgm.m";

    /** Refuses values outside their ranges. */
    public FedAvgM {
        Ranges.positive(RuleParameters.LEARNING_RATE, learningRate);
        Ranges.decay(RuleParameters.BETA, beta);
    }

    /** {@return the optimiser with learning rate 1, beta 0.9 and no look-ahead} */
    public static FedAvgM defaults() {
        return new FedAvgM(1, 0.9, false);
    }

    /** {@return the same with this learning rate} */
    public FedAvgM learningRate(double value) {
        return new FedAvgM(value, beta, nesterov);
    }

    /** {@return the same with this share of the past} */
    public FedAvgM beta(double value) {
        return new FedAvgM(learningRate, value, nesterov);
    }

    /** {@return the same, looking ahead or not} */
    public FedAvgM nesterov(boolean value) {
        return new FedAvgM(learningRate, beta, value);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.LEARNING_RATE, Decimals.shortest(learningRate),
                RuleParameters.BETA, Decimals.shortest(beta),
                RuleParameters.NESTEROV, Boolean.toString(nesterov));
    }

    @Override
    public RoundState initialState(ParameterVector model) {
        return Slots.initial(model, MOMENTUM);
    }

    @Override
    public RoundState step(RoundState before, double[] meanDelta) {
        Slots.requireLength(meanDelta, before);
        ParameterVector old = Slots.of(before, MOMENTUM);
        ParameterVector momentum = ParameterVector.computed(old.layout(), (from, out, length) -> {
            old.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] = beta * out[i] + meanDelta[from + i];
            }
        });
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        slots.put(MOMENTUM, momentum);
        return Slots.after(before, moved(before.model(), momentum, meanDelta), slots);
    }

    private ParameterVector moved(ParameterVector model, ParameterVector momentum, double[] delta) {
        return ParameterVector.computed(model.layout(), (from, out, length) -> {
            model.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                double m = momentum.get(from + i);
                out[i] += learningRate * (nesterov ? beta * m + delta[from + i] : m);
            }
        });
    }
}
