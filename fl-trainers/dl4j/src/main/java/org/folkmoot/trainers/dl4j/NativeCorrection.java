package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.StepCorrection;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A {@link StepCorrection} in the memory of the engine, for the length of one task. */
final class NativeCorrection implements AutoCloseable {
    private final double mu;
    private final @Nullable INDArray anchor;
    private final @Nullable INDArray drift;

    NativeCorrection(StepCorrection correction) {
        this.mu = correction.mu();
        this.anchor = correction.anchor().map(NativeCorrection::copy).orElse(null);
        this.drift = correction.drift().map(NativeCorrection::copy).orElse(null);
    }

    private static INDArray copy(ParameterVector vector) {
        INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, vector.size());
        NativeVector.write(array, vector.toFloatArray(), 0);
        return array;
    }

    boolean isNone() {
        return anchor == null && drift == null;
    }

    /** Adds the correction, times a factor, to the gradient of trainable parameters; leaves others alone. */
    void addTo(Span span, double factor) {
        if (!span.trainable()) {
            return;
        }
        if (anchor != null) {
            Blas.addScaled(span.gradient(), span.weights(), factor * mu);
            Blas.addScaled(span.gradient(), part(anchor, span), -factor * mu);
        }
        if (drift != null) {
            Blas.addScaled(span.gradient(), part(drift, span), factor);
        }
    }

    private static INDArray part(INDArray flat, Span span) {
        return flat.get(NDArrayIndex.interval(span.from(), span.from() + span.length()));
    }

    @Override
    public void close() {
        if (anchor != null) {
            anchor.close();
        }
        if (drift != null) {
            drift.close();
        }
    }
}
