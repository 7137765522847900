package org.folkmoot.trainers.dl4j;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.data.Dataset;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a Deeplearning4j network on one client's data.
 *
 * <p>The round program decides epochs, batch size and learning rate; the {@link Optimizer} says who decides the rest, and
 * is {@link Optimizer#PROGRAM} unless told otherwise. Features reach the network as [examples][inputs], labels one-hot.
 *
 * <p>Guarantees: the same task on the same data gives the same bits wherever the fingerprint is the same, also beside
 * other trainers at work, unless the optimiser keeps state. Examples come in the same order as for the plain trainer.
 * Cancellation is asked before each step; a bound on single examples is refused. The correction never touches buffers. A result is finite, or refused.
 *
 * <p>Training sets the native thread count and the engine's random seed of the calling thread. A trainer made from a
 * {@link Dl4jModel} shares its memory with the others of that model; one made from a network has a model of its own, which
 * {@link #close} closes. Calls on one trainer come one at a time.
 */
public final class Dl4jTrainer implements ClientTrainer {
    private final Dl4jModel model;
    private final boolean ownsModel;
    private final Dataset data;
    private final Optimizer optimizer;
    private volatile @Nullable UpdaterState kept;

    private Dl4jTrainer(Dl4jModel model, boolean ownsModel, Dataset data, Optimizer optimizer) {
        this.model = model;
        this.ownsModel = ownsModel;
        this.data = data;
        this.optimizer = optimizer;
    }

    /**
     * {@return what the engine's bits depend on} Starts and checks the engine, as all factories do. Building a network
     * configuration already loads it: call this before where the class path holds CUDA natives, or build the network in the
     * supplier.
     *
     * @throws IllegalStateException if the engine cannot run here, with the reason in words
     */
    public static ExecutionFingerprint startEngine() {
        return Engine.start().fingerprint();
    }

    /** {@return a trainer of this model on this data, which holds at least one example; closing it leaves the model} */
    public static Dl4jTrainer of(Dl4jModel model, Dataset data) {
        return create(model, false, data);
    }

    /** {@return a trainer of the network of this configuration} */
    public static Dl4jTrainer multiLayer(MultiLayerConfiguration configuration, Dataset data) {
        return create(Dl4jModel.multiLayer(configuration), true, data);
    }

    /** {@return a trainer of this network; the supplier makes the same one, new each time, on any thread} */
    public static Dl4jTrainer multiLayer(Supplier<MultiLayerNetwork> network, Dataset data) {
        return create(Dl4jModel.multiLayer(network), true, data);
    }

    /** {@return a trainer of the graph of this configuration, with one input and one output} */
    public static Dl4jTrainer graph(ComputationGraphConfiguration configuration, Dataset data) {
        return create(Dl4jModel.graph(configuration), true, data);
    }

    /** {@return a trainer of this graph, with one input and one output; the supplier makes it new each time} */
    public static Dl4jTrainer graph(Supplier<ComputationGraph> network, Dataset data) {
        return create(Dl4jModel.graph(network), true, data);
    }

    /** {@return a trainer of this SameDiff graph; the supplier makes it new each time} */
    public static Dl4jTrainer sameDiff(Supplier<SameDiff> graph, SameDiffNames names, Dataset data) {
        return create(Dl4jModel.sameDiff(graph, names), true, data);
    }

    private static Dl4jTrainer create(Dl4jModel model, boolean ownsModel, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new Dl4jTrainer(model, ownsModel, data, Optimizer.PROGRAM);
    }

    /** {@return this trainer, to be used in its place, with another optimiser that has no state yet} */
    public Dl4jTrainer withOptimizer(Optimizer other) {
        return new Dl4jTrainer(model, ownsModel, data, requireNonNull(other, "other"));
    }

    /** {@return the model, with its initial parameters} */
    public Dl4jModel model() {
        return model;
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    @Override
    public TrainerCapabilities capabilities() {
        return new TrainerCapabilities(true, false, false).withState(optimizer == Optimizer.NETWORK_KEPT);
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return startEngine();
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        requireRules(task.training());
        if (!task.clipping().isNone()) {
            throw new TrainingException("clipping: " + task.clipping()
                    + " (expected: none, because this engine gives no gradients of single examples)");
        }
        task.requireUsable(model.layout());
        model.engineHere();
        Digest chance = SeedDerivation.derive(task.seed(), "dl4j-trainer/chance");
        Nd4j.getRandom().setSeed(ByteBuffer.wrap(chance.bytes()).getLong());
        return trainOn(model.borrow(), task);
    }

    private TrainingResult trainOn(Replica replica, TrainingTask task) throws TrainingException {
        boolean sound = false;
        UpdaterState remembered = kept;
        UpdaterState before = remembered == null ? replica.initialState() : remembered;
        try (NativeCorrection correction = new NativeCorrection(task.correction());
                LocalRun run =
                        new LocalRun(replica, data, task, step(replica, task, before, correction), before.steps())) {
            TrainingResult result = run.run();
            if (optimizer == Optimizer.NETWORK_KEPT) {
                kept = replica.stateAfter(run.steps());
            }
            sound = true;
            return result;
        } catch (TrainingException e) {
            sound = true;
            throw e;
        } finally {
            // What the engine threw in the middle of something is not to be worked on again.
            if (sound) {
                model.giveBack(replica);
            } else {
                replica.close();
            }
        }
    }

    private Step step(Replica replica, TrainingTask task, UpdaterState state, NativeCorrection correction) {
        return optimizer == Optimizer.PROGRAM
                ? new ProgramStep(replica, task.training(), correction)
                : new NetworkStep(replica, task.training().learningRate(), state, correction);
    }

    private void requireRules(LocalTraining training) throws TrainingException {
        if (optimizer == Optimizer.PROGRAM && !model.ownRules().isEmpty()) {
            throw new TrainingException("network: has " + model.ownRules()
                    + " (expected: none, because the program decides the step; or another optimizer)");
        }
        if (optimizer != Optimizer.PROGRAM && (training.momentum() != 0 || training.weightDecay() != 0)) {
            throw new TrainingException("momentum, weightDecay: " + training.momentum() + ", " + training.weightDecay()
                    + " (expected: 0, because the network decides them)");
        }
    }

    @Override
    public boolean evaluatesLoss() {
        return true;
    }

    /** {@return the mean loss, as the network computes it, over all examples} */
    @Override
    public double loss(ParameterVector parameters) throws TrainingException {
        TrainingTask.requireUsable("model", parameters, model.layout());
        return Dl4jEvaluator.of(model, data).evaluate(parameters).metric("loss");
    }

    @Override
    public void close() {
        if (ownsModel) {
            model.close();
        }
    }
}
