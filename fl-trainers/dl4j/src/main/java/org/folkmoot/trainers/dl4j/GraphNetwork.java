package org.folkmoot.trainers.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A {@link ComputationGraph} with one input and one output. */
final class GraphNetwork implements Network {
    private final ComputationGraph network;

    GraphNetwork(ComputationGraph network) {
        this.network = network;
        if (network.getNumInputArrays() != 1 || network.getNumOutputArrays() != 1) {
            throw new IllegalArgumentException("graph: " + network.getNumInputArrays() + " inputs, "
                    + network.getNumOutputArrays() + " outputs (expected: one of each)");
        }
        if (network.params() == null) {
            network.init();
        }
        network.initGradientsView();
    }

    @Override
    public INDArray parameters() {
        return network.params();
    }

    @Override
    public INDArray gradients() {
        return network.getFlattenedGradients();
    }

    @Override
    public Map<String, INDArray> tensors() {
        return network.paramTable();
    }

    @Override
    public Owner ownerOf(String tensor) {
        int underscore = tensor.lastIndexOf('_');
        String name = tensor.substring(0, underscore);
        GraphVertex vertex = network.getVertex(name);
        Layer layer = vertex.hasLayer() ? vertex.getLayer() : null;
        boolean frozen = layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop;
        return new Owner(vertex, name, tensor.substring(underscore + 1), frozen);
    }

    @Override
    public boolean hasConstraints(Owner owner) {
        return owner.part() instanceof GraphVertex vertex
                && vertex.hasLayer()
                && LayeredNetwork.isConstrained(vertex.getLayer());
    }

    @Override
    public double computeGradient(INDArray x, INDArray y) {
        network.setInputs(x);
        network.setLabels(y);
        network.computeGradientAndScore();
        return network.score();
    }

    @Override
    public void setLearningRate(double rate) {
        network.setLearningRate(rate);
    }

    @Override
    public INDArray[] updaterState() {
        INDArray state = network.getUpdater().getStateViewArray();
        return state == null ? new INDArray[0] : new INDArray[] {state};
    }

    @Override
    public void update(int step, int epoch, int examples) {
        network.getUpdater().update(network.gradient(), step, epoch, examples, LayerWorkspaceMgr.noWorkspaces());
        Blas.addScaled(network.params(), network.getFlattenedGradients(), -1);
        network.applyConstraints(step, epoch);
    }

    @Override
    public INDArray scores(INDArray x) {
        return network.outputSingle(false, x);
    }

    @Override
    public double loss(INDArray x, INDArray y) {
        return network.score(new DataSet(x, y), false);
    }

    @Override
    public void forgetBatch() {
        network.clear();
    }
}
