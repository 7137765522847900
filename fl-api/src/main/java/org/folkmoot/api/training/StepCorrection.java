package org.folkmoot.api.training;

import java.util.Optional;
import org.folkmoot.api.model.ParameterVector;
import org.jspecify.annotations.Nullable;

/**
 * What a trainer adds to the mean gradient of every step, on trainable parameters only:
 * {@code g + mu * (w - anchor) + drift}. One shape serves FedProx (Li et al. 2020), SCAFFOLD (Karimireddy et al. 2020)
 * and FedDyn (Acar et al. 2021).
 */
public final class StepCorrection {
    private static final StepCorrection NONE = new StepCorrection(0, null, null);

    private final double mu;
    private final @Nullable ParameterVector anchor;
    private final @Nullable ParameterVector drift;

    private StepCorrection(double mu, @Nullable ParameterVector anchor, @Nullable ParameterVector drift) {
        this.mu = mu;
        this.anchor = anchor;
        this.drift = drift;
    }

    /** {@return no correction} */
    public static StepCorrection none() {
        return NONE;
    }

    /** {@return a pull towards the anchor with strength mu, at least 0} */
    public static StepCorrection proximal(double mu, ParameterVector anchor) {
        if (!(mu >= 0) || !Double.isFinite(mu)) {
            throw new IllegalArgumentException("mu: " + mu + " (expected: >= 0, finite)");
        }
        return new StepCorrection(mu, anchor, null);
    }

    /** {@return this with a constant added to every gradient} */
    public StepCorrection withDrift(ParameterVector value) {
        return new StepCorrection(mu, anchor, value);
    }

    /** {@return the strength of the pull} */
    public double mu() {
        return mu;
    }

    /** {@return where the pull leads; empty exactly where {@link #mu()} has no effect} */
    public Optional<ParameterVector> anchor() {
        return Optional.ofNullable(anchor);
    }

    /** {@return the constant added to every gradient} */
    public Optional<ParameterVector> drift() {
        return Optional.ofNullable(drift);
    }
}
