package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.folkmoot.trainers.data.Dataset;

/** Room for a tile of examples in native memory, filled again for each. */
final class Batch implements AutoCloseable {
    private final Natives natives = new Natives();
    private final int capacity;
    private final Shape shape;
    private final TorchDevice device;
    private final Tensor features;
    private final Tensor labels;
    private final FloatBuffer featureRows;
    private final LongBuffer labelRows;

    Batch(int capacity, Shape shape, TorchDevice device) {
        this.capacity = capacity;
        this.shape = shape;
        this.device = device;
        long[] size = {capacity};
        features = natives.keep(zeros(shape.of(capacity)));
        labels = natives.keep(zeros(size, new TensorOptions(ScalarType.Long)));
        featureRows = new FloatPointer(features.data_ptr())
                .capacity((long) capacity * shape.size())
                .asBuffer();
        labelRows = new LongPointer(labels.data_ptr()).capacity(capacity).asBuffer();
    }

    int capacity() {
        return capacity;
    }

    /** Takes one example to a place of the tile. */
    void put(int place, Dataset data, int example) {
        data.copyRow(example, featureRows.position(place * shape.size()));
        labelRows.put(place, data.label(example));
    }

    /** {@return the inputs of the first examples of the tile, on the device} */
    Tensor features(int n) {
        Tensor rows = features.narrow(0, 0, n);
        return device.isCpu() ? rows : rows.to(device.engineDevice(), ScalarType.Float);
    }

    /** {@return the labels of the first examples of the tile, on the device} */
    Tensor labels(int n) {
        Tensor rows = labels.narrow(0, 0, n);
        return device.isCpu() ? rows : rows.to(device.engineDevice(), ScalarType.Long);
    }

    @Override
    public void close() {
        natives.close();
    }
}
