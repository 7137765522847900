package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.sub_out;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.jspecify.annotations.Nullable;

/**
 * Moves the trainable parameters against the mean gradient g of a batch, in float32 and in this order:
 *
 * <pre>
 * g += weightDecay * w        where weightDecay is not 0
 * g += mu * (w - anchor)      where the correction has an anchor
 * g += drift                  where the correction has a drift
 * v  = momentum * v + g       where momentum is not 0, else v = g
 * w += -learningRate * v
 * </pre>
 *
 * <p>Each line is one or two operations over all parameters at once. The state needed is allocated at the first task that
 * asks for it and kept for the next.
 */
final class SgdStep {
    private final ParameterLayout layout;
    private final int trainable;
    private final TorchDevice device;
    private final Natives natives;
    private final Tensor weights;
    private final Tensor gradient;
    private final State velocity = new State();
    private final State anchor = new State();
    private final State difference = new State();
    private final State drift = new State();

    SgdStep(ParameterLayout layout, TorchDevice device, Natives natives, Tensor weights, Tensor gradient) {
        this.layout = layout;
        this.trainable = Math.toIntExact(weights.numel());
        this.device = device;
        this.natives = natives;
        this.weights = weights;
        this.gradient = gradient;
    }

    /** {@return a run, which lives in the caller's scope; the velocity is zero} */
    Run begin(LocalTraining training, StepCorrection correction) {
        if (training.momentum() != 0) {
            velocity.allocated().clear();
        }
        if (correction.anchor().isPresent()) {
            difference.allocated();
            anchor.load(correction.anchor().get());
        }
        if (correction.drift().isPresent()) {
            drift.load(correction.drift().get());
        }
        return new Run(training, correction);
    }

    /** The steps of one task. */
    final class Run {
        private final boolean decays;
        private final boolean anchored;
        private final boolean drifting;
        private final boolean heavy;
        private final Scalar minusRate;
        private final Scalar momentum;
        private final Scalar weightDecay;
        private final Scalar mu;

        private Run(LocalTraining training, StepCorrection correction) {
            decays = training.weightDecay() != 0;
            anchored = correction.anchor().isPresent();
            drifting = correction.drift().isPresent();
            heavy = training.momentum() != 0;
            minusRate = new Scalar(-training.learningRate());
            momentum = new Scalar(training.momentum());
            weightDecay = new Scalar(training.weightDecay());
            mu = new Scalar(correction.mu());
        }

        /** Changes the weights, and the gradient on the way. */
        void apply() {
            if (decays) {
                gradient.add_(weights, weightDecay);
            }
            if (anchored) {
                gradient.add_(sub_out(difference.tensor(), weights, anchor.tensor()), mu);
            }
            if (drifting) {
                gradient.add_(drift.tensor());
            }
            if (heavy) {
                weights.add_(velocity.tensor().mul_(momentum).add_(gradient), minusRate);
            } else {
                weights.add_(gradient, minusRate);
            }
        }
    }

    /** A vector of which only the trainable part takes part. */
    private final class State {
        private @Nullable FlatTensor flat;
        private @Nullable Tensor tensor;

        FlatTensor allocated() {
            FlatTensor existing = flat;
            if (existing == null) {
                existing = new FlatTensor(layout, device, natives);
                flat = existing;
                tensor = existing.first(trainable, natives);
            }
            return existing;
        }

        void load(ParameterVector vector) {
            allocated().load(vector);
        }

        Tensor tensor() {
            Tensor allocated = tensor;
            if (allocated == null) {
                throw new AssertionError("used before it was allocated");
            }
            return allocated;
        }
    }
}
