/**
 * Chance that can be repeated by anyone who knows the seed: public selection, experiments, expanded masks.
 *
 * <p>Start reading at {@link org.folkmoot.core.random.SeedDerivation} (one seed, many independent purposes) and
 * {@link org.folkmoot.core.random.AesCtrGenerator} (a seed becomes a stream). Where chance must be secret, the seed
 * itself comes from {@link java.security.SecureRandom}; nothing here is a source of entropy.
 */
@NullMarked
package org.folkmoot.core.random;

import org.jspecify.annotations.NullMarked;
