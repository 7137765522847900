package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.LocalWork;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;

/**
 * A client that trains in double by full-batch gradient descent, without chance, and follows local rules as clients do: what
 * a rule wants remembered it gets back in the next round.
 */
public final class ExactClient {
    private final Objective objective;
    private final long examples;
    private final long steps;
    private SortedMap<String, ParameterVector> own = new TreeMap<>();

    /** A client that always takes so many steps. */
    public ExactClient(Objective objective, long examples, long steps) {
        this.objective = objective;
        this.examples = examples;
        this.steps = steps;
    }

    /** {@return what it sends}; what it has to remember it does. */
    public LocalOutcome contribute(Optional<LocalRule> rule, RoundState state, LocalTraining training)
            throws TrainingException {
        Work work = new Work(state, training);
        if (rule.isEmpty()) {
            TrainingResult result = work.train(state.model(), StepCorrection.none());
            return LocalOutcome.of(result.model().minus(state.model()), examples);
        }
        work.broadcast.keySet().retainAll(rule.get().broadcast());
        LocalOutcome outcome = rule.get().run(work);
        assertThat(rule.get().remembers() || outcome.own().isEmpty())
                .as("%s says that it remembers", rule.get().id())
                .isTrue();
        own = outcome.own();
        return outcome;
    }

    /** {@return what it remembers} */
    public SortedMap<String, ParameterVector> own() {
        return own;
    }

    /** {@return how many examples it has} */
    public long examples() {
        return examples;
    }

    /** What a client's data ask for. */
    public interface Objective {
        /** {@return the gradient of the mean loss} */
        double[] gradient(double[] w);

        /** {@return the mean loss} */
        double loss(double[] w);

        /** {@return half the squared distance from a point, times a factor} */
        static Objective towards(double factor, double... point) {
            return new Objective() {
                @Override
                public double[] gradient(double[] w) {
                    double[] gradient = w.clone();
                    for (int j = 0; j < gradient.length; j++) {
                        gradient[j] = factor * (w[j] - point[j]);
                    }
                    return gradient;
                }

                @Override
                public double loss(double[] w) {
                    double loss = 0;
                    for (int j = 0; j < w.length; j++) {
                        loss += factor / 2 * (w[j] - point[j]) * (w[j] - point[j]);
                    }
                    return loss;
                }
            };
        }
    }

    private final class Work implements LocalWork {
        private final ParameterVector model;
        private final SortedMap<String, ParameterVector> broadcast;
        private final LocalTraining training;

        private Work(RoundState state, LocalTraining training) {
            this.model = state.model();
            this.broadcast = new TreeMap<>(state.slots());
            this.training = training;
        }

        @Override
        public ParameterVector model() {
            return model;
        }

        @Override
        public SortedMap<String, ParameterVector> broadcast() {
            return broadcast;
        }

        @Override
        public SortedMap<String, ParameterVector> own() {
            return own;
        }

        @Override
        public LocalTraining training() {
            return training;
        }

        @Override
        public double loss(ParameterVector at) {
            return objective.loss(at.toDoubleArray());
        }

        @Override
        public TrainingResult train(ParameterVector start, StepCorrection correction) {
            double[] w = start.toDoubleArray();
            double[] velocity = new double[w.length];
            for (long step = 0; step < steps; step++) {
                double[] gradient = objective.gradient(w);
                for (int j = 0; j < w.length; j++) {
                    velocity[j] = training.momentum() * velocity[j] + corrected(gradient[j], w[j], correction, j);
                    w[j] -= training.learningRate() * velocity[j];
                }
            }
            return TrainingResult.of(ParameterVector.of(start.layout(), w), examples)
                    .withSteps(steps);
        }

        private double corrected(double gradient, double w, StepCorrection correction, int j) {
            double pull = correction
                    .anchor()
                    .map(anchor -> correction.mu() * (w - anchor.get(j)))
                    .orElse(0.0);
            return gradient
                    + pull
                    + correction.drift().map(drift -> drift.get(j)).orElse(0.0);
        }
    }
}
