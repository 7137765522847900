package org.folkmoot.aggregation.local;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.model.ParameterLayout;
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
 * Ditto: beside the shared model, which it trains and sends as ever, each client trains a model of its own that is pulled
 * to the shared one and never leaves it. The personal model starts as the first shared one that the client sees, and goes
 * on from where its last contribution that counted left it.
 *
 * <p>A client trains twice. {@link #personalModel} reads the personal model from what the client remembers.
 *
 * <p>Source: Li et al. 2021, "Ditto: Fair and Robust Federated Learning Through Personalization", Algorithm 1.
 *
 * @param lambda strength of the pull to the shared model, at least 0; 0 is training alone
 */
public record Ditto(double lambda) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/ditto/1";

    private static final String PERSONAL = "ditto.personal";

    /** Refuses strengths that pull apart. */
    public Ditto {
        LocalVectors.requireStrength(RuleParameters.LAMBDA, lambda, true);
    }

    /** {@return the rule of this strength} */
    public static Ditto of(double lambda) {
        return new Ditto(lambda);
    }

    /**
     * {@return the personal model among what a client remembers, if it has one}
     *
     * @param shared the layout of the parameters that clients share
     */
    public static Optional<ParameterVector> personalModel(
            SortedMap<String, ParameterVector> own, ParameterLayout shared) {
        return Optional.ofNullable(own.get(PERSONAL))
                .filter(flat -> flat.layout().equals(ParameterLayout.flat(shared.elementType(), shared.size())))
                .map(flat -> ParameterVector.fromBytes(shared, flat.toBytes()));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.LAMBDA, Decimals.shortest(lambda));
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
        TrainingResult shared = work.train(model, StepCorrection.none());
        ParameterVector start = personalModel(work.own(), model.layout()).orElse(model);
        ParameterVector personal =
                work.train(start, StepCorrection.proximal(lambda, model)).model();
        ParameterLayout flat = ParameterLayout.flat(model.layout().elementType(), model.size());
        ParameterVector kept = ParameterVector.fromBytes(flat, personal.toBytes());
        return new LocalOutcome(shared.model().minus(model), shared.examples(), new TreeMap<>(Map.of(PERSONAL, kept)));
    }
}
