package org.folkmoot.privacy.participation;

import java.security.SecureRandom;
import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * A cohort drawn in secret, with the amplification that this gives.
 *
 * <p>Guarantees: {@link #cohort} draws from the distribution that {@link #event} accounts, with a fresh key from the system's
 * entropy for every round; coins are exact to 2^-64 on the safe side. Does not keep the cohort secret: whoever draws it must,
 * towards all against whom the epsilon is to hold. A cohort that can be recomputed has {@link PublicParticipation}.
 */
public sealed interface SecretParticipation {
    /** {@return the positions of those who take part, ascending} */
    int[] cohort(SecureRandom entropy);

    /** {@return what a round does that does this to those who take part} */
    DpEvent event(DpEvent mechanism);

    /**
     * Each unit by a coin of its own.
     *
     * @param population number of units
     * @param rate probability of each, in (0, 1]
     */
    record Poisson(int population, double rate) implements SecretParticipation {
        /** Rejects values that are none. */
        public Poisson {
            requirePopulation(population);
            requireRate(rate);
        }

        @Override
        public int[] cohort(SecureRandom entropy) {
            return byCoins(population, rate, fresh(entropy));
        }

        @Override
        public DpEvent event(DpEvent mechanism) {
            return new DpEvent.PoissonSampled(rate, mechanism);
        }
    }

    /**
     * Each unit by a coin, and if more than the cap came, a uniform choice of so many among them.
     *
     * @param population number of units
     * @param rate probability of each, in (0, 1]
     * @param cap largest cohort
     */
    record TruncatedPoisson(int population, double rate, int cap) implements SecretParticipation {
        /** Rejects values that are none. */
        public TruncatedPoisson {
            requirePopulation(population);
            requireRate(rate);
            if (cap < 1 || cap > population) {
                throw new IllegalArgumentException("cap: " + cap + " (expected: in [1, " + population + "])");
            }
        }

        @Override
        public int[] cohort(SecureRandom entropy) {
            AesCtrGenerator random = fresh(entropy);
            int[] came = byCoins(population, rate, random);
            return came.length <= cap
                    ? came
                    : Arrays.stream(random.sample(came.length, cap))
                            .map(i -> came[i])
                            .toArray();
        }

        @Override
        public DpEvent event(DpEvent mechanism) {
            if (mechanism instanceof DpEvent.Gaussian gaussian) {
                return new DpEvent.TruncatedPoissonGaussian(population, rate, cap, gaussian.noiseMultiplier());
            }
            throw new UnsupportedEventException(
                    "event: " + mechanism + " of a truncated Poisson sample (expected: Gaussian noise)");
        }
    }

    /**
     * A uniformly chosen set of a fixed size. Costs far more than Poisson sampling of the same expected size.
     *
     * @param population number of units
     * @param size of the cohort
     */
    record FixedSize(int population, int size) implements SecretParticipation {
        /** Rejects values that are none. */
        public FixedSize {
            requirePopulation(population);
            if (size < 1 || size > population) {
                throw new IllegalArgumentException("size: " + size + " (expected: in [1, " + population + "])");
            }
        }

        @Override
        public int[] cohort(SecureRandom entropy) {
            return fresh(entropy).sample(population, size);
        }

        @Override
        public DpEvent event(DpEvent mechanism) {
            return new DpEvent.SampledWithoutReplacement(population, size, mechanism);
        }
    }

    private static AesCtrGenerator fresh(SecureRandom entropy) {
        byte[] key = new byte[Digest.BYTES];
        entropy.nextBytes(key);
        AesCtrGenerator random = AesCtrGenerator.fromSeed(Digest.of(key));
        Arrays.fill(key, (byte) 0);
        return random;
    }

    /** A 63-bit number below the rate's floor: never more often than the rate says. */
    private static int[] byCoins(int population, double rate, AesCtrGenerator random) {
        long threshold = rate == 1 ? Long.MAX_VALUE : (long) (rate * 0x1.0p63);
        int[] chosen = new int[population];
        int count = 0;
        for (int i = 0; i < population; i++) {
            boolean heads = random.nextLong() >>> 1 < threshold || rate == 1;
            if (heads) {
                chosen[count++] = i;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private static void requirePopulation(int population) {
        if (population < 1) {
            throw new IllegalArgumentException("population: " + population + " (expected: >= 1)");
        }
    }

    private static void requireRate(double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: in (0, 1])");
        }
    }
}
