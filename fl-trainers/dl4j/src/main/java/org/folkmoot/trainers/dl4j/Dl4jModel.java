package org.folkmoot.trainers.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.trainers.data.Dataset;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A classifier that the engine computes: its architecture, and the native memory that its trainers and evaluators share.
 *
 * <p>The layout follows the engine's own flat order, for example biases of a convolution before its weights; column-major
 * tensors appear with their shape reversed, so that every block reads row by row. The variables of a SameDiff graph come in
 * the order of their names. Layers or vertices are groups. Batch-norm
 * statistics and frozen layers are buffers.
 *
 * <p>There are as many replicas as threads were ever at work at once, each O(parameters); idle ones are kept until
 * {@link #close}. Safe for use by several threads at once.
 */
public final class Dl4jModel implements AutoCloseable {
    private final Supplier<Replica> maker;
    private final Engine engine;
    private final ParameterLayout layout;
    private final ParameterVector initial;
    private final List<String> ownRules;
    private final ConcurrentLinkedDeque<Replica> idle = new ConcurrentLinkedDeque<>();
    private final Set<List<Integer>> fittingShapes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Dl4jModel(Supplier<Replica> maker) {
        this.maker = maker;
        this.engine = Engine.start();
        engine.prepareThread();
        Replica first = maker.get();
        this.layout = first.layout();
        this.initial = ParameterVector.of(layout, first.save());
        this.ownRules = first.ownRules();
        idle.add(first);
    }

    /** {@return the network of this configuration, which is copied} */
    public static Dl4jModel multiLayer(MultiLayerConfiguration configuration) {
        MultiLayerConfiguration own = configuration.clone();
        return multiLayer(() -> new MultiLayerNetwork(own.clone()));
    }

    /**
     * {@return a model of this network}
     *
     * @param network makes the same network, a new one each time, on any thread
     */
    public static Dl4jModel multiLayer(Supplier<MultiLayerNetwork> network) {
        requireNonNull(network, "network");
        return new Dl4jModel(() -> new NetworkReplica(new LayeredNetwork(network.get())));
    }

    /** {@return the graph of this configuration, which is copied; it has one input and one output} */
    public static Dl4jModel graph(ComputationGraphConfiguration configuration) {
        ComputationGraphConfiguration own = configuration.clone();
        return graph(() -> new ComputationGraph(own.clone()));
    }

    /**
     * {@return a model of this graph, which has one input and one output}
     *
     * @param network makes the same graph, a new one each time, on any thread
     */
    public static Dl4jModel graph(Supplier<ComputationGraph> network) {
        requireNonNull(network, "network");
        return new Dl4jModel(() -> new NetworkReplica(new GraphNetwork(network.get())));
    }

    /**
     * {@return a model of this SameDiff graph: the engine's fastest way for convolutions, with oneDNN natives}
     *
     * @param graph makes the same graph, a new one each time, on any thread
     */
    public static Dl4jModel sameDiff(Supplier<SameDiff> graph, SameDiffNames names) {
        requireNonNull(graph, "graph");
        requireNonNull(names, "names");
        return new Dl4jModel(() -> new SameDiffReplica(graph.get(), names));
    }

    /** {@return the blocks of its parameter vectors} */
    public ParameterLayout layout() {
        return layout;
    }

    /** {@return the parameters, buffers among them, that the network was made with} */
    public ParameterVector initial() {
        return initial;
    }

    /** Gives the native memory back. Trainers and evaluators of this model work no more. */
    @Override
    public void close() {
        closed = true;
        for (Replica replica = idle.pollFirst(); replica != null; replica = idle.pollFirst()) {
            replica.close();
        }
    }

    /** {@return the engine, ready to work on the calling thread} */
    Engine engineHere() {
        engine.prepareThread();
        return engine;
    }

    /** {@return what the network wants beside its gradient} */
    List<String> ownRules() {
        return ownRules;
    }

    /** {@return a replica with unspecified contents, for the caller alone until {@link #giveBack}} */
    Replica borrow() {
        if (closed) {
            throw new IllegalStateException("model: closed (expected: open)");
        }
        Replica replica = idle.pollFirst();
        return replica == null ? maker.get() : replica;
    }

    void giveBack(Replica replica) {
        if (closed) {
            replica.close();
        } else {
            idle.addFirst(replica);
        }
    }

    /** Rejects data that this model cannot learn from or be measured on, by trying one example. */
    void requireFit(Dataset data) {
        if (data.size() < 1) {
            throw new IllegalArgumentException("examples: 0 (expected: >= 1)");
        }
        List<Integer> shape = List.of(data.inputs(), data.classes());
        if (!fittingShapes.contains(shape)) {
            engineHere();
            tryOne(data);
            fittingShapes.add(shape);
        }
    }

    private void tryOne(Dataset data) {
        Replica replica = borrow();
        try (Batch one = new Batch(data, 1)) {
            one.fill(new int[] {0}, 0);
            int classes = replica.scores(one.features()).length;
            if (classes != data.classes()) {
                throw new IllegalArgumentException(
                        "data: " + data.classes() + " classes (expected: " + classes + ", as the network has)");
            }
            giveBack(replica);
        } catch (RuntimeException e) {
            replica.close();
            throw new IllegalArgumentException(
                    "data: " + data.inputs() + " inputs, " + data.classes()
                            + " classes (expected: what the network takes and gives)",
                    e);
        }
    }

    @Override
    public String toString() {
        return "Dl4jModel[" + layout.size() + " parameters]";
    }
}
