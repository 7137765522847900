package org.folkmoot.privacy;

import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;

/**
 * The event of training with clipped gradients of single examples at one client, which protects each of its examples (not the
 * client, nor a person with several examples).
 *
 * <p>Holds if each example's gradient is clipped to C over all parameters, the noise of deviation z C is added to the sum before
 * it is divided by a batch size that does not depend on the data, and no layer mixes examples.
 *
 * <p>Source: Abadi et al. 2016 (DP-SGD).
 */
public final class ExamplePrivacy {
    private ExamplePrivacy() {}

    /**
     * {@return the release of steps on batches into which each example comes by a coin of its own}
     *
     * @param examples of the client
     * @param expectedBatch examples in a batch on average, at most all
     * @param noiseMultiplier z
     * @param steps how many
     */
    public static PrivateRelease poisson(long examples, double expectedBatch, double noiseMultiplier, long steps) {
        DpEvent step = new DpEvent.PoissonSampled(expectedBatch / examples, new DpEvent.Gaussian(noiseMultiplier));
        return new PrivateRelease(PrivacyUnit.EXAMPLE, NeighboringRelation.ADD_OR_REMOVE_ONE, step.times(steps));
    }

    /**
     * {@return the release of epochs over shuffled batches}, without any amplification: each example is in one batch of each
     * epoch, in which an example of zeros could stand in its place.
     *
     * @param noiseMultiplier z
     * @param epochs how many
     */
    public static PrivateRelease shuffled(double noiseMultiplier, long epochs) {
        DpEvent epoch = new DpEvent.Gaussian(noiseMultiplier);
        return new PrivateRelease(PrivacyUnit.EXAMPLE, NeighboringRelation.REPLACE_SPECIAL, epoch.times(epochs));
    }
}
