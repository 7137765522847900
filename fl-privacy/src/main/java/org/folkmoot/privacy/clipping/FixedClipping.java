package org.folkmoot.privacy.clipping;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.ClippedUpdate;
import org.folkmoot.api.privacy.ClippingStrategy;

/**
 * The same bound in every round. Source: McMahan, Ramage, Talwar and Zhang 2018 (DP-FedAvg).
 *
 * @param bound largest L2 norm, in parameter units, > 0
 */
public record FixedClipping(double bound) implements ClippingStrategy {
    /** Id with version. */
    public static final String ID = "folkmoot/clip-fixed/1";

    /** Rejects what bounds nothing. */
    public FixedClipping {
        if (!(bound > 0 && Double.isFinite(bound))) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: > 0, finite)");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ClippedUpdate clip(ParameterVector update) {
        return VerifiedClip.clip(update, bound);
    }

    @Override
    public double updateNoiseMultiplier(double total) {
        return total;
    }

    @Override
    public ClippingStrategy next(double noisyFractionWithin) {
        return this;
    }
}
