/**
 * Noise that has exactly the distribution that the accountant counts, in integers.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.noise.RoundedGaussianNoise} (whoever sums adds it, accounted as the Gaussian)
 * and {@link org.folkmoot.privacy.noise.DiscreteGaussianNoise} (in shares, or where a discrete Gaussian is asked for). Keys
 * come from {@link java.security.SecureRandom}; there is no way to give a seed.
 */
@NullMarked
package org.folkmoot.privacy.noise;

import org.jspecify.annotations.NullMarked;
