package org.folkmoot.aggregation.local;

import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.LocalWork;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.core.canonical.Decimals;

/**
 * The client's half of {@link org.folkmoot.aggregation.linear.FedDyn}: the local loss gets
 * {@code alpha / 2 * |w - global|^2 - <g, w>}, where g, at first zero, is the gradient at the end of its last training:
 * {@code g -= alpha * difference}. Remembered only if the contribution counts.
 *
 * <p>Source: Acar et al. 2021, Algorithm 1.
 *
 * @param alpha strength of the regularisation, > 0
 */
public record FedDynClient(double alpha) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/feddyn-client/1";

    private static final String GRADIENT = "feddyn.gradient";

    /** Refuses strengths that do not pull. */
    public FedDynClient {
        LocalVectors.requireStrength(RuleParameters.ALPHA, alpha, false);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.ALPHA, Decimals.shortest(alpha));
    }

    @Override
    public Optional<String> objection(LocalTraining training, ClientTrainer trainer) {
        return LocalVectors.needsCorrection(ID, trainer);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public LocalOutcome run(LocalWork work) throws TrainingException {
        ParameterVector model = work.model();
        double[] gradient = LocalVectors.slot(work.own(), GRADIENT, model.size());
        ParameterVector drift = ParameterVector.computed(model.layout(), (from, out, length) -> {
            for (int i = 0; i < length; i++) {
                out[i] = -gradient[from + i];
            }
        });
        TrainingResult result =
                work.train(model, StepCorrection.proximal(alpha, model).withDrift(drift));
        ParameterVector delta = result.model().minus(model);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] -= alpha * delta.get(j);
        }
        return new LocalOutcome(delta, result.examples(), LocalVectors.remembered(GRADIENT, gradient));
    }
}
