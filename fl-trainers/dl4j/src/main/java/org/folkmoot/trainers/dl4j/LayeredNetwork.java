package org.folkmoot.trainers.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A {@link MultiLayerNetwork}. */
final class LayeredNetwork implements Network {
    private final MultiLayerNetwork network;

    LayeredNetwork(MultiLayerNetwork network) {
        this.network = network;
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
        int underscore = tensor.indexOf('_');
        int index = Integer.parseInt(tensor.substring(0, underscore));
        Layer layer = network.getLayer(index);
        String name = layer.conf().getLayer().getLayerName();
        boolean frozen = layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop;
        return new Owner(layer, name == null ? "layer" + index : name, tensor.substring(underscore + 1), frozen);
    }

    @Override
    public boolean hasConstraints(Owner owner) {
        return owner.part() instanceof Layer layer && isConstrained(layer);
    }

    /** {@return whether the configuration of a layer names constraints} */
    static boolean isConstrained(Layer layer) {
        var constraints = layer.conf().getLayer().getConstraints();
        return constraints != null && !constraints.isEmpty();
    }

    @Override
    public double computeGradient(INDArray x, INDArray y) {
        network.setInput(x);
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
        network.getUpdater()
                .update(network, network.gradient(), step, epoch, examples, LayerWorkspaceMgr.noWorkspaces());
        Blas.addScaled(network.params(), network.getFlattenedGradients(), -1);
        network.applyConstraints(step, epoch);
    }

    @Override
    public INDArray scores(INDArray x) {
        return network.output(x, false);
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
