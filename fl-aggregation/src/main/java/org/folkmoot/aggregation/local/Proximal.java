package org.folkmoot.aggregation.local;

import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
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
 * FedProx: the local loss gets {@code mu / 2 * |w - global|^2}, so that clients stay near the global model. Goes with any
 * aggregation of differences.
 *
 * <p>Source: Li et al. 2020, "Federated Optimization in Heterogeneous Networks", Algorithm 2; its authors tune mu in
 * {0.001, 0.01, 0.1, 0.5, 1}.
 *
 * @param mu strength of the pull, at least 0
 */
public record Proximal(double mu) implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/proximal/1";

    /** Refuses strengths that pull apart. */
    public Proximal {
        LocalVectors.requireStrength(RuleParameters.MU, mu, true);
    }

    /** {@return the rule of this strength} */
    public static Proximal of(double mu) {
        return new Proximal(mu);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(RuleParameters.MU, Decimals.shortest(mu));
    }

    @Override
    public Optional<String> objection(LocalTraining training, ClientTrainer trainer) {
        return LocalVectors.needsCorrection(ID, trainer);
    }

    @Override
    public LocalOutcome run(LocalWork work) throws TrainingException {
        TrainingResult result = work.train(work.model(), StepCorrection.proximal(mu, work.model()));
        return LocalOutcome.of(result.model().minus(work.model()), result.examples());
    }
}
