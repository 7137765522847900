package org.folkmoot.secure.client;

import org.folkmoot.api.Digest;
import org.folkmoot.secure.crypto.Hkdf;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.X25519Pair;

/**
 * All secrets of a client in one session, from 32 random bytes that are wiped at once.
 *
 * @param mask key pair of its pairwise masks
 * @param channel key pair of the channels to its neighbours
 * @param seed of its own mask
 * @param seedCoefficients for sharing out the seed
 * @param keyCoefficients for sharing out the mask key
 */
record ClientSecrets(X25519Pair mask, X25519Pair channel, Secret seed, Secret seedCoefficients, Secret keyCoefficients)
        implements AutoCloseable {
    /** {@return the secrets} The digest keeps apart what a mistaken caller derives twice from the same bytes. */
    static ClientSecrets from(Secret entropy, Digest round) {
        try (entropy) {
            return new ClientSecrets(
                    X25519Pair.of(Hkdf.derive(entropy, round, "entropy/mask-key")),
                    X25519Pair.of(Hkdf.derive(entropy, round, "entropy/channel-key")),
                    Hkdf.derive(entropy, round, "entropy/seed"),
                    Hkdf.derive(entropy, round, "entropy/seed-coefficients"),
                    Hkdf.derive(entropy, round, "entropy/key-coefficients"));
        }
    }

    /** Wipes what is not needed once shares are dealt. */
    void forgetDealing() {
        channel.close();
        seedCoefficients.close();
        keyCoefficients.close();
    }

    @Override
    public void close() {
        forgetDealing();
        mask.close();
        seed.close();
    }
}
