package org.folkmoot.trainers.torch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a {@link TorchModel} together, layer by layer from the inputs up; start at {@link TorchModel#features} or
 * {@link TorchModel#images}. A layer that does not fit on the one below is refused at once.
 *
 * <p>The last layer is dense and gives the logits, one for each class; {@code dense} and {@code convolution} have no
 * non-linearity of their own. Not for use by several threads at once.
 */
public final class TorchStack {
    private final Shape input;
    private final List<Layer> layers = new ArrayList<>();
    private Shape top;
    private TorchDevice device = TorchDevice.cpu();

    TorchStack(Shape input) {
        this.input = input;
        this.top = input;
    }

    /** Adds an affine layer; images are flattened before it. */
    public TorchStack dense(int units) {
        return add(new Dense(top, units));
    }

    /** Adds a convolution with square filters and stride 1, without padding. */
    public TorchStack convolution(int filters, int kernel) {
        return convolution(filters, kernel, 0);
    }

    /** Adds a convolution with square filters and stride 1; padding is zeros on each side, in pixels. */
    public TorchStack convolution(int filters, int kernel, int padding) {
        return add(new Convolution(top, filters, kernel, padding));
    }

    /** Adds {@code max(0, x)}. */
    public TorchStack relu() {
        return add(new Rectifier(top));
    }

    /** Adds the maximum over squares that do not overlap; what is left over at the far edges is dropped. */
    public TorchStack maxPool(int side) {
        return add(new MaxPool(top, side));
    }

    /**
     * Adds batch normalisation by channel. Its running statistics are buffers at the end of the parameter vector; averaging
     * them over clients is what FedAvg does with everything. Models with it refuse to clip single examples.
     */
    public TorchStack batchNorm() {
        return add(new BatchNorm(top));
    }

    /** Computes on this device instead of the processor. */
    public TorchStack on(TorchDevice other) {
        device = requireNonNull(other, "other");
        return this;
    }

    private TorchStack add(Layer layer) {
        top = layer.output();
        layers.add(layer);
        return this;
    }

    /**
     * {@return the model}
     *
     * @throws IllegalStateException if the natives of this platform, or the device, are not there
     */
    public TorchModel build() {
        if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Dense) || top.channels() < 2) {
            throw new IllegalArgumentException("last layer: " + (layers.isEmpty() ? "none" : top)
                    + " (expected: a dense layer with a unit for each of at least 2 classes)");
        }
        return new TorchModel(new Architecture(input, layers), device);
    }
}
