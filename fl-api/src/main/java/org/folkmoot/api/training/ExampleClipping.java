package org.folkmoot.api.training;

/**
 * Bounds what one example can do to one step: the gradient of each example, over all trainable parameters, is scaled down
 * to an L2 norm of at most the bound before the batch is averaged (Abadi et al. 2016, Algorithm 1, without its noise).
 * Weight decay and step correction do not depend on the data and are added after.
 *
 * <p>Alone it is no privacy guarantee: that takes noise, a fixed denominator and an accountant.
 *
 * @param bound largest L2 norm of one example's gradient, in gradient units, positive; infinite for none
 */
public record ExampleClipping(double bound) {
    /** Rejects bounds that leave nothing over. */
    public ExampleClipping {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: > 0)");
        }
    }

    /** {@return this bound} */
    public static ExampleClipping to(double bound) {
        return new ExampleClipping(bound);
    }

    /** {@return no bound} */
    public static ExampleClipping none() {
        return new ExampleClipping(Double.POSITIVE_INFINITY);
    }

    /** {@return whether gradients stay as they are} */
    public boolean isNone() {
        return bound == Double.POSITIVE_INFINITY;
    }
}
