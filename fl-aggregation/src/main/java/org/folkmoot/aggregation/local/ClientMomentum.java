package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.Ranges;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalWork;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.core.canonical.Decimals;

/**
 * Each client sends a decayed mean of its differences, {@code m = beta * m + (1 - beta) * difference}, the first of them as
 * it is. Honest clients so become more alike, and attackers can hide less well in their spread: for aggregators that look
 * at updates one by one. Buffers are sent as they are.
 *
 * <p>Source: Karimireddy et al. 2021, "Learning from History for Byzantine Robust Optimization", Algorithm 2, with whole
 * rounds of training in place of single gradients.
 *
 * @param beta share of the past, in [0, 1)
 */
public record ClientMomentum(double beta) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/client-momentum/1";

    private static final String MOMENTUM = "client-momentum.m";

    /** Refuses shares outside [0, 1). */
    public ClientMomentum {
        Ranges.decay(RuleParameters.BETA, beta);
    }

    /** {@return the rule with this share of the past} */
    public static ClientMomentum of(double beta) {
        return new ClientMomentum(beta);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.BETA, Decimals.shortest(beta));
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public LocalOutcome run(LocalWork work) throws TrainingException {
        ParameterVector model = work.model();
        TrainingResult result = work.train(model, StepCorrection.none());
        ParameterVector delta = result.model().minus(model);
        double[] momentum = delta.toDoubleArray();
        ParameterVector before = work.own().get(MOMENTUM);
        if (before != null && before.size() == momentum.length) {
            double[] back = backwards(before, momentum);
            LocalVectors.clearBuffers(model.layout(), back);
            for (int j = 0; j < momentum.length; j++) {
                momentum[j] += beta * back[j];
            }
        }
        ParameterVector sent = ParameterVector.of(model.layout(), momentum);
        return new LocalOutcome(sent, result.examples(), LocalVectors.remembered(MOMENTUM, momentum));
    }

    /** {@return the way from the new difference to the old mean} */
    private static double[] backwards(ParameterVector before, double[] now) {
        double[] back = before.toDoubleArray();
        for (int j = 0; j < back.length; j++) {
            back[j] -= now[j];
        }
        return back;
    }
}
