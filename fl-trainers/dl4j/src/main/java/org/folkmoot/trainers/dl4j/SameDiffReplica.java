package org.folkmoot.trainers.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A working copy of a SameDiff graph. Its variables are the parameters, each an array of its own, in the order of
 * their names, which is the only one that the engine keeps; gradients are those of the loss, which is a mean. Constants are part of the architecture.
 */
final class SameDiffReplica implements Replica {
    private final SameDiff graph;
    private final SameDiffNames names;
    private final List<String> variables = new ArrayList<>();
    private final List<INDArray> weights = new ArrayList<>();
    private final List<INDArray> updaterState = new ArrayList<>();
    private final List<GradientUpdater<?>> updaters = new ArrayList<>();
    private final ParameterLayout layout;
    private final @Nullable IUpdater updater;
    private final UpdaterState initialState;
    private List<Span> spans = List.of();
    private List<INDArray> gradients = List.of();

    SameDiffReplica(SameDiff graph, SameDiffNames names) {
        this.graph = graph;
        this.names = names;
        for (String name : List.of(names.features(), names.labels(), names.loss(), names.scores())) {
            if (!graph.hasVariable(name)) {
                throw new IllegalArgumentException("variable: " + name + " (expected: one of the graph)");
            }
        }
        graph.setLossVariables(names.loss());
        this.layout = readLayout();
        TrainingConfig config = graph.getTrainingConfig();
        this.updater = config == null || config.getUpdater() == null
                ? null
                : config.getUpdater().clone();
        this.initialState = newUpdaters();
    }

    private ParameterLayout readLayout() {
        List<ParameterBlock> blocks = new ArrayList<>();
        List<SDVariable> byName = new ArrayList<>(graph.variables());
        byName.sort(Comparator.comparing(SDVariable::name));
        for (SDVariable variable : byName) {
            if (variable.getVariableType() == VariableType.VARIABLE) {
                INDArray array = rowMajor(variable);
                variables.add(variable.name());
                weights.add(array);
                blocks.add(new ParameterBlock(
                        variable.name(),
                        NetworkReplica.rowMajorShape(array),
                        groupOf(variable.name()),
                        ParameterRole.TRAINABLE));
            }
        }
        return new ParameterLayout(ElementType.FLOAT32, blocks);
    }

    private static INDArray rowMajor(SDVariable variable) {
        INDArray array = variable.getArr();
        if (array == null || array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("variable: " + variable.name() + " of type " + variable.dataType()
                    + " (expected: FLOAT, with an initial value)");
        }
        if (array.ordering() != 'c' || array.isView()) {
            variable.setArray(array.dup('c'));
            array = variable.getArr();
        }
        return array;
    }

    /** {@return the name scope of a variable, or its own name outside of any} */
    private static String groupOf(String variable) {
        int slash = variable.lastIndexOf('/');
        return slash > 0 ? variable.substring(0, slash) : variable;
    }

    /** Makes updaters for all variables and {@return the state that they start with} */
    private UpdaterState newUpdaters() {
        updaters.clear();
        updaterState.forEach(SameDiffReplica::closeOwned);
        updaterState.clear();
        if (updater == null) {
            return UpdaterState.adopt(new float[0], 0);
        }
        for (INDArray weight : weights) {
            long size = updater.stateSize(weight.length());
            INDArray state = size == 0 ? null : Nd4j.createUninitializedDetached(DataType.FLOAT, 1, size);
            updaters.add(updater.instantiate(state, true));
            if (state != null) {
                updaterState.add(state);
            }
        }
        return stateAfter(0);
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void load(float[] flat) {
        writeAll(weights, flat);
    }

    @Override
    public float[] save() {
        return readAll(weights);
    }

    @Override
    public double computeGradient(INDArray x, INDArray y) {
        release();
        var result = graph.calculateGradientsAndOutputs(batch(x, y), List.of(names.loss()), variables);
        double loss = number(named(result.getOutputs(), names.loss()));
        gradients = variables.stream()
                .map(variable -> rowMajor(named(result.getGradients(), variable)))
                .toList();
        spans = readSpans();
        return loss;
    }

    private static INDArray rowMajor(INDArray gradient) {
        if (gradient.ordering() == 'c' && !gradient.isView()) {
            return gradient;
        }
        INDArray copy = gradient.dup('c');
        closeOwned(gradient);
        return copy;
    }

    private List<Span> readSpans() {
        List<Span> found = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < weights.size(); i++) {
            found.add(new Span(from, flat(weights.get(i)), flat(gradients.get(i)), true));
            from += Math.toIntExact(weights.get(i).length());
        }
        return List.copyOf(found);
    }

    private Map<String, INDArray> batch(INDArray x, INDArray y) {
        return Map.of(names.features(), x, names.labels(), y);
    }

    private static INDArray named(Map<String, INDArray> results, String name) {
        INDArray result = results.get(name);
        if (result == null) {
            throw new IllegalStateException(
                    "variable: " + name + " without a value (expected: the loss depends on it)");
        }
        return result;
    }

    private static double number(INDArray array) {
        double value = array.sumNumber().doubleValue();
        array.close();
        return value;
    }

    private static INDArray flat(INDArray array) {
        return array.reshape(array.length());
    }

    @Override
    public List<Span> spans() {
        return spans;
    }

    @Override
    public int gradientDivisor(int examples) {
        return 1;
    }

    @Override
    public List<String> ownRules() {
        TrainingConfig config = graph.getTrainingConfig();
        boolean none = config == null
                || config.getRegularization() == null
                || config.getRegularization().isEmpty();
        return none ? List.of() : List.of("regularisation of the training configuration");
    }

    @Override
    public void beginByNetwork(double learningRate, UpdaterState state) {
        if (updater == null) {
            throw new IllegalStateException("updater: none (expected: one in the graph's TrainingConfig)");
        }
        updater.setLrAndSchedule(learningRate, null);
        newUpdaters();
        writeAll(updaterState, state.values());
    }

    @Override
    public void stepByNetwork(int step, int epoch, int examples) {
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            updaters.get(i).applyUpdater(span.gradient().reshape(1, span.length()), step, epoch);
            Blas.addScaled(span.weights(), span.gradient(), -1);
        }
    }

    @Override
    public UpdaterState stateAfter(int steps) {
        return UpdaterState.adopt(readAll(updaterState), steps);
    }

    @Override
    public UpdaterState initialState() {
        return initialState;
    }

    @Override
    public float[] scores(INDArray x) {
        INDArray scores = named(graph.output(Map.of(names.features(), x), names.scores()), names.scores())
                .dup('c');
        float[] values = NativeVector.copy(scores);
        scores.close();
        return values;
    }

    @Override
    public double loss(INDArray x, INDArray y) {
        return number(named(graph.output(batch(x, y), names.loss()), names.loss()));
    }

    @Override
    public void forgetBatch() {
        release();
    }

    @Override
    public void close() {
        release();
        weights.forEach(SameDiffReplica::closeOwned);
        updaterState.forEach(SameDiffReplica::closeOwned);
    }

    private void release() {
        spans = List.of();
        gradients.forEach(SameDiffReplica::closeOwned);
        gradients = List.of();
    }

    private static void closeOwned(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
    }

    private static void writeAll(List<INDArray> arrays, float[] values) {
        int from = 0;
        for (INDArray array : arrays) {
            NativeVector.write(array, values, from);
            from += Math.toIntExact(array.length());
        }
    }

    private static float[] readAll(List<INDArray> arrays) {
        float[] values = new float
                [Math.toIntExact(arrays.stream().mapToLong(INDArray::length).sum())];
        int from = 0;
        for (INDArray array : arrays) {
            NativeVector.read(array, values, from);
            from += Math.toIntExact(array.length());
        }
        return values;
    }
}
