package org.folkmoot.trainers.dl4j;

import java.util.Arrays;
import org.folkmoot.trainers.data.Dataset;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Room for batches of one size in the memory of the engine, filled again for each. */
final class Batch implements AutoCloseable {
    private final Dataset data;
    private final int size;
    private final INDArray features;
    private final INDArray labels;
    private final float[] featureRows;
    private final float[] labelRows;

    Batch(Dataset data, int size) {
        this.data = data;
        this.size = size;
        this.features = Nd4j.createUninitializedDetached(DataType.FLOAT, size, data.inputs());
        this.labels = Nd4j.createUninitializedDetached(DataType.FLOAT, size, data.classes());
        this.featureRows = new float[Math.multiplyExact(size, data.inputs())];
        this.labelRows = new float[Math.multiplyExact(size, data.classes())];
    }

    int size() {
        return size;
    }

    /** Takes the examples at these positions of the order, from the given place on. */
    void fill(int[] order, int from) {
        Arrays.fill(labelRows, 0);
        for (int row = 0; row < size; row++) {
            int example = order[from + row];
            data.copyRow(example, featureRows, row * data.inputs());
            labelRows[row * data.classes() + data.label(example)] = 1;
        }
        NativeVector.write(features, featureRows, 0);
        NativeVector.write(labels, labelRows, 0);
    }

    /** {@return shape [size][inputs]} */
    INDArray features() {
        return features;
    }

    /** {@return shape [size][classes], one-hot} */
    INDArray labels() {
        return labels;
    }

    @Override
    public void close() {
        features.close();
        labels.close();
    }
}
