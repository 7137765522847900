package org.folkmoot.trainers.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.training.LocalTraining;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The step of the round program, in float32 and in this order, as the plain trainer takes it:
 *
 * <pre>
 * g  = sum / examples
 * g += weightDecay * w        where weightDecay is not 0
 * g += mu * (w - anchor)      where the correction has an anchor
 * g += drift                  where the correction has a drift
 * v  = momentum * v + g       where momentum is not 0, else v = g
 * w += -learningRate * v
 * </pre>
 */
final class ProgramStep implements Step {
    private final Replica replica;
    private final LocalTraining training;
    private final NativeCorrection correction;
    private final List<INDArray> velocities = new ArrayList<>();

    ProgramStep(Replica replica, LocalTraining training, NativeCorrection correction) {
        this.replica = replica;
        this.training = training;
        this.correction = correction;
    }

    @Override
    public void apply(int step, int epoch, int examples) {
        int index = 0;
        for (Span span : replica.spans()) {
            if (!span.trainable()) {
                Blas.addScaled(span.weights(), span.gradient(), -1);
            } else if (isPlain()) {
                double factor = -training.learningRate() / replica.gradientDivisor(examples);
                Blas.addScaled(span.weights(), span.gradient(), factor);
            } else {
                Blas.addScaled(span.weights(), velocity(index, span, examples), -training.learningRate());
            }
            index++;
        }
    }

    private boolean isPlain() {
        return training.weightDecay() == 0 && training.momentum() == 0 && correction.isNone();
    }

    private INDArray velocity(int index, Span span, int examples) {
        INDArray gradient = span.gradient();
        Blas.scale(gradient, 1.0 / replica.gradientDivisor(examples));
        if (training.weightDecay() != 0) {
            Blas.addScaled(gradient, span.weights(), training.weightDecay());
        }
        correction.addTo(span, 1);
        if (training.momentum() == 0) {
            return gradient;
        }
        while (velocities.size() <= index) {
            Span next = replica.spans().get(velocities.size());
            velocities.add(Nd4j.zeros(DataType.FLOAT, next.length()));
        }
        INDArray velocity = velocities.get(index);
        Blas.scale(velocity, training.momentum());
        Blas.addScaled(velocity, gradient, 1);
        return velocity;
    }

    @Override
    public void close() {
        velocities.forEach(INDArray::close);
    }
}
