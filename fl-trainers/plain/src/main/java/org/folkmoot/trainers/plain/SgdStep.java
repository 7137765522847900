package org.folkmoot.trainers.plain;

import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.jspecify.annotations.Nullable;

/**
 * Moves the weights against the mean gradient g of a batch, in float32 and in this order:
 *
 * <pre>
 * g += weightDecay * w        where weightDecay is not 0
 * g += mu * (w - anchor)      where the correction has an anchor
 * g += drift                  where the correction has a drift
 * v  = momentum * v + g       where momentum is not 0, else v = g
 * w += -learningRate * v
 * </pre>
 *
 * <p>Every coefficient is rounded to float32 once. The state needed is allocated at the first task that asks for it and
 * kept for the next.
 */
final class SgdStep {
    private final int[] widths;
    private float rate;
    private float momentum;
    private float weightDecay;
    private float mu;
    private boolean anchored;
    private boolean drifting;
    private @Nullable ParameterRows velocity;
    private @Nullable ParameterRows anchor;
    private @Nullable ParameterRows drift;

    SgdStep(int[] widths) {
        this.widths = widths;
    }

    /** Starts a run: the velocity is zero. */
    void begin(LocalTraining training, StepCorrection correction) {
        rate = (float) training.learningRate();
        momentum = (float) training.momentum();
        weightDecay = (float) training.weightDecay();
        mu = (float) correction.mu();
        anchored = correction.anchor().isPresent();
        drifting = correction.drift().isPresent();
        if (momentum != 0f) {
            velocity = allocated(velocity);
            velocity.clear();
        }
        if (anchored) {
            anchor = allocated(anchor);
            anchor.copyFrom(correction.anchor().orElseThrow());
        }
        if (drifting) {
            drift = allocated(drift);
            drift.copyFrom(correction.drift().orElseThrow());
        }
    }

    private ParameterRows allocated(@Nullable ParameterRows rows) {
        return rows == null ? new ParameterRows(widths) : rows;
    }

    /** Changes the weights, and the gradient on the way. */
    void apply(ParameterRows weights, ParameterRows gradient) {
        for (int r = 0; r < weights.count(); r++) {
            float[] w = weights.row(r);
            float[] g = gradient.row(r);
            if (weightDecay != 0f) {
                RowKernels.addScaled(g, w, weightDecay);
            }
            if (anchored && anchor != null) {
                RowKernels.addScaledDifference(g, w, anchor.row(r), mu);
            }
            if (drifting && drift != null) {
                RowKernels.addScaled(g, drift.row(r), 1f);
            }
            if (momentum != 0f && velocity != null) {
                RowKernels.scaleAndAdd(velocity.row(r), momentum, g);
                g = velocity.row(r);
            }
            RowKernels.addScaled(w, g, -rate);
        }
    }
}
