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
 * The client's half of {@link org.folkmoot.aggregation.linear.QFedAvg}: sends its difference times F^q, and h, which the
 * server divides by, where F is the loss of the global model on its data, plus 1e-10.
 *
 * <p>What is sent tells the loss of the global model on this client's data. A client whose h is larger than 2^20 sends
 * nothing; one whose h is below {@value #SMALLEST}, because it has next to no loss, sends that instead and so moves the
 * model less than it might.
 *
 * <p>Source: Li et al. 2020, "Fair Resource Allocation in Federated Learning", Algorithm 2.
 *
 * @param q how much more clients of high loss count, at least 0
 */
public record QFedAvgClient(double q) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/q-fedavg-client/1";

    /** The smallest h there can be: 2^-20. */
    public static final double SMALLEST = 0x1p-20;

    private static final String H = "qfedavg.h";
    private static final double NO_ZERO = 1e-10;

    /** Refuses exponents for which high losses would count less. */
    public QFedAvgClient {
        LocalVectors.requireStrength(RuleParameters.Q, q, true);
    }

    /** {@return the layout of what is sent: shared parameters, then h} */
    public static ParameterLayout layout(ParameterLayout shared) {
        return LocalVectors.withScalar(shared, H);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.Q, Decimals.shortest(q));
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return layout(shared);
    }

    @Override
    public Optional<String> objection(LocalTraining training, ClientTrainer trainer) {
        return trainer.evaluatesLoss()
                ? Optional.empty()
                : Optional.of(
                        ID + " weighs by loss, and " + trainer.fingerprint().engine() + " does not evaluate it");
    }

    @Override
    public LocalOutcome run(LocalWork work) throws TrainingException {
        double loss = work.loss(work.model());
        if (!(loss >= 0) || !Double.isFinite(loss)) {
            throw new TrainingException("loss: " + loss + " (expected: >= 0, finite)");
        }
        TrainingResult result = work.train(work.model(), StepCorrection.none());
        double[] sent = result.model().minus(work.model()).toDoubleArray();
        double factor = StrictMath.pow(loss + NO_ZERO, q);
        double h = h(loss + NO_ZERO, factor, sent, work.training().learningRate());
        for (int j = 0; j < sent.length; j++) {
            sent[j] *= factor;
        }
        ParameterLayout update = layout(work.model().layout());
        return LocalOutcome.of(LocalVectors.withScalar(update, sent, h), result.examples());
    }

    private double h(double loss, double factor, double[] delta, double learningRate) throws TrainingException {
        double squared = 0;
        for (double value : delta) {
            squared += value * value;
        }
        double curvature = q == 0 ? 0 : q * StrictMath.pow(loss, q - 1) * squared / learningRate;
        double h = curvature + factor;
        if (!(h <= WideScalar.LARGEST)) {
            throw new TrainingException("h: " + h + " for loss " + loss + " and a difference of squared norm " + squared
                    + " (expected: <= " + WideScalar.LARGEST + ")");
        }
        return Math.max(h, SMALLEST);
    }
}
