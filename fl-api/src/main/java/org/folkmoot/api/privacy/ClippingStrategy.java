package org.folkmoot.api.privacy;

import org.folkmoot.api.model.ParameterVector;

/**
 * Bounds what one unit can contribute.
 *
 * <p>Contract: the L2 norm of what {@link #clip} returns, computed exactly, is at most {@link #bound}; an update with a
 * value that is no number becomes zeros. The bound follows from what was published alone, never from data that was not
 * noised. Immutable: {@link #next} gives the strategy of the next round.
 */
public interface ClippingStrategy {
    /** {@return id and version, such as {@code folkmoot/clip-fixed/1}} */
    String id();

    /** {@return the largest L2 norm of a clipped update, in parameter units} */
    double bound();

    /** {@return the update within the bound, and what was done to it} */
    ClippedUpdate clip(ParameterVector update);

    /**
     * {@return what multiplies the clip bound to give the deviation of the noise on the sum of updates, so that together with
     * all that this strategy releases itself the round costs no more than a Gaussian of {@code total}}
     *
     * @param total noise multiplier of the whole round
     * @throws IllegalArgumentException if the strategy's own releases leave nothing of it
     */
    double updateNoiseMultiplier(double total);

    /**
     * {@return the strategy of the next round}
     *
     * @param noisyFractionWithin the noised fraction of units whose update was within the bound as it came; ignored by
     *     strategies that do not ask for it
     */
    ClippingStrategy next(double noisyFractionWithin);
}
