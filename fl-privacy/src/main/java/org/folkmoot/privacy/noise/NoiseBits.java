package org.folkmoot.privacy.noise;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * The random bits of one noise vector: an AES-256-CTR stream under a fresh key from the system's entropy. A key is used for
 * one vector and forgotten, so no stream comes near the 2^32 blocks after which a counter would begin to tell.
 */
final class NoiseBits {
    private final RandomGenerator random;
    private long coins;
    private int coinsLeft;

    private NoiseBits(RandomGenerator random) {
        this.random = random;
    }

    /** {@return a stream under a fresh key} */
    static NoiseBits fresh(SecureRandom entropy) {
        byte[] key = new byte[Digest.BYTES];
        entropy.nextBytes(key);
        NoiseBits bits = new NoiseBits(AesCtrGenerator.fromSeed(Digest.of(key)));
        Arrays.fill(key, (byte) 0);
        return bits;
    }

    /** {@return a stream that tests can repeat; not for anything that is released} */
    static NoiseBits insecure(RandomGenerator random) {
        return new NoiseBits(random);
    }

    /** {@return a number of [0, 2^62)} */
    long next62() {
        return random.nextLong() >>> 2;
    }

    long nextLong() {
        return random.nextLong();
    }

    boolean nextCoin() {
        if (coinsLeft == 0) {
            coins = random.nextLong();
            coinsLeft = Long.SIZE;
        }
        coinsLeft--;
        boolean head = (coins & 1) == 1;
        coins >>>= 1;
        return head;
    }

    /**
     * {@return a number of [0, bound), exactly uniform}
     *
     * @param bound in [1, 2^31]; the product method of Lemire 2019
     */
    long nextBelow(long bound) {
        while (true) {
            long product = (random.nextLong() >>> Integer.SIZE) * bound;
            long low = product & 0xFFFF_FFFFL;
            if (low >= bound || low >= (1L << Integer.SIZE) % bound) {
                return product >>> Integer.SIZE;
            }
        }
    }
}
