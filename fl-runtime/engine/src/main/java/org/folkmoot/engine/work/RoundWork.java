package org.folkmoot.engine.work;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.LocalWork;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.jspecify.annotations.Nullable;

/**
 * One client's work in one round: the program's local rule over the shared parameters, with those that stay at home put in
 * before training and taken out after.
 */
public final class RoundWork implements LocalWork {
    /** The purpose of the seed that all clients of a round share for their codec. */
    public static final String CODEC_SEED = "codec";

    /** The name under which a client remembers what its codec lost; no rule may use it. */
    private static final String LOST = "lost";

    /** The name under which a client remembers the parameters that stay at home; no rule may use it. */
    private static final String PERSONAL = "personal";

    private final ClientTrainer trainer;
    private final Order order;
    private final PersonalGroups personal;
    private final ParameterVector home;
    private @Nullable ParameterVector trainedHome;

    private RoundWork(ClientTrainer trainer, Order order) {
        this.trainer = trainer;
        this.order = order;
        this.personal = order.pipeline().personal();
        ParameterVector kept = order.own().get(slot(PERSONAL));
        ParameterLayout layout = order.model().layout();
        this.home = kept == null ? order.model() : personal.unpack(kept, layout);
    }

    /**
     * What there is to do.
     *
     * @param pipeline the program's rules
     * @param model the global model
     * @param broadcast slots of the round's state that the local rule asked for
     * @param own what this client remembers
     * @param training what the program asks for
     * @param seed the only source of chance
     * @param roundSeed what all clients of the round share
     * @param cancellation to be asked at least once a step
     */
    public record Order(
            Pipeline pipeline,
            ParameterVector model,
            SortedMap<String, ParameterVector> broadcast,
            SortedMap<String, ParameterVector> own,
            LocalTraining training,
            Digest seed,
            Digest roundSeed,
            Cancellation cancellation) {
        /** Copies the slots. */
        public Order {
            broadcast = Collections.unmodifiableSortedMap(new TreeMap<>(broadcast));
            own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
        }
    }

    /**
     * {@return what to send, and what to remember once it counts}
     *
     * @throws TrainingException if the trainer fails, or a rule breaks its contract
     */
    public static LocalOutcome run(ClientTrainer trainer, Order order) throws TrainingException {
        RoundWork work = new RoundWork(trainer, order);
        Optional<LocalRule> rule = order.pipeline().local();
        LocalOutcome outcome = rule.isPresent() ? rule.get().run(work) : work.plain();
        order.cancellation().throwIfCancelled();
        ParameterLayout expected = order.pipeline().updateLayout();
        if (!outcome.update().layout().equals(expected)) {
            throw new TrainingException("the local rule made an update of "
                    + outcome.update().layout().size() + " parameters in another layout (expected: "
                    + expected.size() + " parameters)");
        }
        return work.compressed(work.remembering(outcome));
    }

    /** What is remembered under one choice of personal groups is nothing to a program with another: it has other places. */
    private String slot(String name) {
        return personal.isEmpty() ? name : name + "/" + personal.names();
    }

    private LocalOutcome plain() throws TrainingException {
        ParameterVector global = model();
        TrainingResult result = train(global, StepCorrection.none());
        return LocalOutcome.of(result.model().minus(global), result.examples());
    }

    private LocalOutcome remembering(LocalOutcome outcome) throws TrainingException {
        if (personal.isEmpty()) {
            return outcome;
        }
        if (trainedHome == null) {
            throw new TrainingException("the local rule trained nothing (expected: at least once)");
        }
        SortedMap<String, ParameterVector> own = new TreeMap<>(outcome.own());
        own.put(slot(PERSONAL), personal.keep(trainedHome));
        return new LocalOutcome(outcome.update(), outcome.examples(), own);
    }

    private LocalOutcome compressed(LocalOutcome outcome) throws TrainingException {
        if (order.pipeline().codec().isEmpty()) {
            return outcome;
        }
        UpdateCodec codec = order.pipeline().codec().get();
        ParameterVector lost = order.own().get(slot(LOST));
        ParameterVector whole =
                codec.carriesError() && lost != null ? combined(outcome.update(), lost, 1) : outcome.update();
        RandomGenerator own = AesCtrGenerator.fromSeed(SeedDerivation.derive(order.seed(), CODEC_SEED, 0));
        ParameterVector sent;
        try {
            sent = codec.compress(whole, order.roundSeed(), own);
        } catch (IllegalArgumentException e) {
            throw new TrainingException("codec " + codec.id() + ": " + e.getMessage(), e);
        }
        SortedMap<String, ParameterVector> kept = new TreeMap<>(outcome.own());
        if (codec.carriesError()) {
            kept.put(slot(LOST), flat(combined(whole, sent, -1)));
        }
        return new LocalOutcome(sent, outcome.examples(), kept);
    }

    /** {@return first + factor * second, in the layout of the first} */
    private static ParameterVector combined(ParameterVector first, ParameterVector second, int factor) {
        double[] values = second.toDoubleArray();
        return ParameterVector.computed(first.layout(), (from, out, length) -> {
            first.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] += factor * values[from + i];
            }
        });
    }

    private static ParameterVector flat(ParameterVector vector) {
        return ParameterVector.of(
                ParameterLayout.flat(vector.layout().elementType(), vector.size()), vector.toDoubleArray());
    }

    @Override
    public ParameterVector model() {
        return personal.share(order.model());
    }

    @Override
    public SortedMap<String, ParameterVector> broadcast() {
        return order.broadcast();
    }

    @Override
    public SortedMap<String, ParameterVector> own() {
        SortedMap<String, ParameterVector> own = new TreeMap<>(order.own());
        own.remove(slot(PERSONAL));
        own.remove(slot(LOST));
        return own;
    }

    @Override
    public LocalTraining training() {
        return order.training();
    }

    @Override
    public double loss(ParameterVector model) throws TrainingException {
        return trainer.loss(personal.join(model, home));
    }

    @Override
    public TrainingResult train(ParameterVector start, StepCorrection correction) throws TrainingException {
        ParameterVector whole = personal.join(start, home);
        TrainingResult result = trainer.train(
                new TrainingTask(whole, order.training(), whole(correction), order.seed(), order.cancellation()));
        order.cancellation().throwIfCancelled();
        if (!result.model().layout().equals(whole.layout())) {
            throw new TrainingException("the trainer returned a model of "
                    + result.model().layout().size() + " parameters in another layout (expected: "
                    + whole.layout().size() + " parameters, as given)");
        }
        if (trainedHome == null) {
            trainedHome = result.model();
        }
        return new TrainingResult(personal.share(result.model()), result.examples(), result.metrics(), result.steps());
    }

    /** Parameters that stay at home are pulled towards where they started, and drift nowhere. */
    private StepCorrection whole(StepCorrection shared) {
        if (personal.isEmpty()) {
            return shared;
        }
        StepCorrection whole = shared.anchor()
                .map(anchor -> StepCorrection.proximal(shared.mu(), personal.join(anchor, home)))
                .orElseGet(StepCorrection::none);
        ParameterVector zeros = ParameterVector.zeros(order.model().layout());
        return shared.drift()
                .map(drift -> whole.withDrift(personal.join(drift, zeros)))
                .orElse(whole);
    }
}
