package org.folkmoot.trainers.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.torch.Layer.Parameter;

/**
 * Layers in order, and where the parameters of each lie in the flat vector: trainable ones first, so that a step is a few
 * operations over one range, then buffers. Layers with parameters are numbered from 0; the last layer gives the logits.
 */
final class Architecture {
    private final Shape input;
    private final List<Layer> layers;
    private final ParameterLayout layout;
    private final int trainable;

    Architecture(Shape input, List<Layer> layers) {
        this.input = input;
        this.layers = List.copyOf(layers);
        List<ParameterBlock> blocks = new ArrayList<>(blocks(ParameterRole.TRAINABLE));
        this.trainable = blocks.stream().mapToInt(ParameterBlock::size).sum();
        blocks.addAll(blocks(ParameterRole.BUFFER));
        this.layout = new ParameterLayout(ElementType.FLOAT32, blocks);
    }

    Shape input() {
        return input;
    }

    List<Layer> layers() {
        return layers;
    }

    ParameterLayout layout() {
        return layout;
    }

    /** {@return how many of the first elements of a vector are trainable} */
    int trainable() {
        return trainable;
    }

    int classes() {
        return layers.get(layers.size() - 1).output().size();
    }

    /** {@return why gradients of single examples do not exist, or an empty text if they do} */
    String mixing() {
        return layers.stream()
                .map(Layer::mixing)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** {@return how many examples a step takes at least} */
    int smallestBatch() {
        return layers.stream().mapToInt(Layer::smallestBatch).max().orElse(1);
    }

    /** {@return where the parameters of a layer are among the blocks of the layout, in the layer's order} */
    List<Integer> places(int layer) {
        List<String> names = layout.blocks().stream().map(ParameterBlock::name).toList();
        String group = group(layer);
        return layers.get(layer).parameters().stream()
                .map(parameter -> names.indexOf(parameter.block(group).name()))
                .toList();
    }

    /** {@return initial parameters, which depend on the seed alone} */
    ParameterVector initial(Digest seed) {
        RandomGenerator random =
                AesCtrGenerator.fromSeed(SeedDerivation.derive(seed, "torch-model/initial", layout.size()));
        float[] values = new float[layout.size()];
        for (int layer = 0; layer < layers.size(); layer++) {
            for (Parameter parameter : layers.get(layer).parameters()) {
                double deviation = deviation(parameter, layer == layers.size() - 1);
                fill(values, parameter, parameter.block(group(layer)), deviation, random);
            }
        }
        return ParameterVector.of(layout, values);
    }

    private void fill(
            float[] values, Parameter parameter, ParameterBlock block, double deviation, RandomGenerator random) {
        int from = layout.offsetOf(block.name());
        for (int i = from; i < from + block.size(); i++) {
            values[i] = (float) (deviation == 0 ? parameter.start() : deviation * random.nextGaussian());
        }
    }

    private static double deviation(Parameter parameter, boolean last) {
        double in = parameter.fanIn();
        if (in == 0) {
            return 0;
        }
        return Math.sqrt(2.0 / (last ? in + parameter.fanOut() : in));
    }

    private List<ParameterBlock> blocks(ParameterRole role) {
        List<ParameterBlock> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (Parameter parameter : layers.get(layer).parameters()) {
                if (parameter.role() == role) {
                    blocks.add(parameter.block(group(layer)));
                }
            }
        }
        return blocks;
    }

    private String group(int layer) {
        return "layer"
                + layers.subList(0, layer).stream()
                        .filter(below -> !below.parameters().isEmpty())
                        .count();
    }
}
