package org.folkmoot.aggregation.local;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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

/**
 * The client's half of {@link org.folkmoot.aggregation.linear.Scaffold}: adds {@code c - c_i} to each gradient, where c is
 * the server's control variate and c_i its own, and sends its difference and how its own changed:
 * {@code c_i += (w - y) / (K * learningRate) - c}, for y after K steps from w.
 *
 * <p>Guarantees: c_i starts at zero, moves by exactly what was sent, rounded as it was sent, and by that only if the
 * contribution counts; so the server's c stays the mean of all. Buffers have no control. With momentum, K is the sum of
 * what each gradient counted, so that c_i remains a mean gradient.
 *
 * <p>Source: Karimireddy et al. 2020, Algorithm 1, option II.
 */
public record ScaffoldClient() implements LocalRule {
    /** The rule's id. */
    public static final String ID = "folkmoot/scaffold-client/1";

    /** The name of the server's control variate among the slots of a state, and of the client's among its own. */
    public static final String CONTROL = "scaffold.control";

    /** {@return the layout of what is sent: shared parameters, then as many changes of the control variate} */
    public static ParameterLayout layout(ParameterLayout shared) {
        return LocalVectors.twin(shared, "scaffold.control/");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> broadcast() {
        return Set.of(CONTROL);
    }

    @Override
    public ParameterLayout updateLayout(ParameterLayout shared) {
        return layout(shared);
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
        int size = model.size();
        double[] server = LocalVectors.slot(work.broadcast(), CONTROL, size);
        double[] own = LocalVectors.slot(work.own(), CONTROL, size);
        TrainingResult result = work.train(model, StepCorrection.none().withDrift(drift(model, server, own)));
        double[] delta = result.model().minus(model).toDoubleArray();
        double[] sent = Arrays.copyOf(delta, 2 * size);
        System.arraycopy(change(work.training(), result, delta, server), 0, sent, size, size);
        ParameterVector update = ParameterVector.of(layout(model.layout()), sent);
        for (int j = 0; j < size; j++) {
            own[j] += update.get(size + j);
        }
        return new LocalOutcome(update, result.examples(), LocalVectors.remembered(CONTROL, own));
    }

    private static ParameterVector drift(ParameterVector model, double[] server, double[] own) {
        double[] drift = new double[own.length];
        for (int j = 0; j < drift.length; j++) {
            drift[j] = server[j] - own[j];
        }
        LocalVectors.clearBuffers(model.layout(), drift);
        return ParameterVector.of(model.layout(), drift);
    }

    private static double[] change(LocalTraining training, TrainingResult result, double[] delta, double[] server) {
        double way = training.learningRate() * StepSum.of(result.stepsOf(training), training.momentum(), 0);
        double[] change = new double[delta.length];
        for (int j = 0; j < change.length; j++) {
            change[j] = -delta[j] / way - server[j];
        }
        LocalVectors.clearBuffers(result.model().layout(), change);
        return change;
    }
}
