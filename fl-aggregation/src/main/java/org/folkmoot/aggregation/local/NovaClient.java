package org.folkmoot.aggregation.local;

import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.model.ParameterLayout;
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
 * The client's half of {@link org.folkmoot.aggregation.linear.FedNova}: sends its difference divided by tau, and tau, how
 * far its steps went: their number, or with momentum or a proximal term the sum of what each gradient counted.
 *
 * <p>Weight decay counts as part of the gradient. A client whose tau exceeds the bound sends nothing.
 *
 * <p>Source: Wang et al. 2020 (FedNova), §4.
 *
 * @param mu strength of a proximal pull to the global model, 0 for none
 * @param maxTau largest tau that the server takes, at least 1
 */
public record NovaClient(double mu, long maxTau) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/nova-client/1";

    private static final String TAU = "fednova.tau";

    /** Refuses values outside their ranges. */
    public NovaClient {
        LocalVectors.requireStrength(RuleParameters.MU, mu, true);
        if (maxTau < 1 || maxTau > WideScalar.LARGEST) {
            throw new IllegalArgumentException("maxTau: " + maxTau + " (expected: in [1, " + WideScalar.LARGEST + "])");
        }
    }

    /** {@return the layout of what is sent: shared parameters, then tau} */
    public static ParameterLayout layout(ParameterLayout shared) {
        return LocalVectors.withScalar(shared, TAU);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(
                RuleParameters.MU, Decimals.shortest(mu), RuleParameters.MAX_TAU, Long.toString(maxTau));
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return layout(shared);
    }

    @Override
    public Optional<String> objection(LocalTraining training, ClientTrainer trainer) {
        return mu == 0 ? Optional.empty() : LocalVectors.needsCorrection(ID, trainer);
    }

    @Override
    public LocalOutcome run(LocalWork work) throws TrainingException {
        LocalTraining training = work.training();
        TrainingResult result =
                work.train(work.model(), mu == 0 ? StepCorrection.none() : StepCorrection.proximal(mu, work.model()));
        double tau = tau(training, result.stepsOf(training));
        double[] sent = result.model().minus(work.model()).toDoubleArray();
        for (int j = 0; j < sent.length; j++) {
            sent[j] /= tau;
        }
        ParameterLayout update = layout(work.model().layout());
        return LocalOutcome.of(LocalVectors.withScalar(update, sent, tau), result.examples());
    }

    private double tau(LocalTraining training, long steps) throws TrainingException {
        double tau = steps > maxTau && mu == 0
                ? steps
                : StepSum.of(steps, training.momentum(), training.learningRate() * mu);
        if (!(tau <= maxTau)) {
            throw new TrainingException(
                    "tau: " + tau + " after " + steps + " steps (expected: <= " + maxTau + ", what the rule takes)");
        }
        return tau;
    }
}
