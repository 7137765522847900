package org.folkmoot.api.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a mechanism did to the data, in the terms that decide its privacy loss; accountants turn it into an epsilon.
 * Events, not epsilons, are what is stored, so that a better accountant can count again.
 *
 * <p>Guarantees: immutable trees, equal by value. Noise multipliers are standard deviation over clip bound of the
 * <em>sum</em>, where the bound is on the contribution of one unit; accountants double the sensitivity themselves where
 * a unit is replaced by another. Does not guarantee that the mechanism did what the event says: whoever draws the noise
 * derives the event from the same fields.
 */
public sealed interface DpEvent {

    /** {@return under which chances units took part, here and in all parts} */
    default SortedSet<SamplingScheme> sampling() {
        return new TreeSet<>(List.of(SamplingScheme.NONE));
    }

    /** {@return the parts of this event, in order; empty for a mechanism} */
    default List<DpEvent> parts() {
        return List.of();
    }

    /** {@return this event, so many times} */
    default DpEvent times(long count) {
        return count == 1 ? this : new SelfComposed(this, count);
    }

    /** Nothing was released. */
    static DpEvent nothing() {
        return new Composed(List.of());
    }

    /** Something was released without any protection: the loss is infinite. */
    record NonPrivate() implements DpEvent {}

    /**
     * Gaussian noise on a sum of vectors of bounded L2 norm.
     *
     * @param noiseMultiplier standard deviation over bound, > 0
     */
    record Gaussian(double noiseMultiplier) implements DpEvent {
        /** Rejects a multiplier that is none. */
        public Gaussian {
            requirePositive("noiseMultiplier", noiseMultiplier);
        }
    }

    /**
     * Discrete Gaussian noise (Canonne, Kamath and Steinke 2020) on a sum of integer vectors.
     *
     * @param variance the parameter sigma squared, in squared integer units
     * @param l2Sensitivity L2 norm that one unit's vector has at most, in integer units
     */
    record DiscreteGaussian(double variance, double l2Sensitivity) implements DpEvent {
        /** Rejects values that are none. */
        public DiscreteGaussian {
            requirePositive("variance", variance);
            requirePositive("l2Sensitivity", l2Sensitivity);
        }
    }

    /**
     * A sum of discrete Gaussian shares, which is not quite a discrete Gaussian (Kairouz, Liu and Steinke 2021).
     *
     * @param shares how many honest shares are in the sum at least
     * @param shareVariance sigma squared of each, in squared integer units
     * @param l2Sensitivity as for {@link DiscreteGaussian}
     * @param dimension elements of the vector
     */
    record DistributedDiscreteGaussian(int shares, double shareVariance, double l2Sensitivity, int dimension)
            implements DpEvent {
        /** Rejects values that are none. */
        public DistributedDiscreteGaussian {
            requirePositive("shares", shares);
            requirePositive("shareVariance", shareVariance);
            requirePositive("l2Sensitivity", l2Sensitivity);
            requirePositive("dimension", dimension);
        }
    }

    /**
     * Skellam noise on a sum of integer vectors (Agarwal, Kairouz and Liu 2021); shares of it add up to it exactly.
     *
     * @param variance of the whole noise, in squared integer units
     * @param l2Sensitivity as for {@link DiscreteGaussian}
     * @param dimension elements of the vector
     */
    record Skellam(double variance, double l2Sensitivity, int dimension) implements DpEvent {
        /** Rejects values that are none. */
        public Skellam {
            requirePositive("variance", variance);
            requirePositive("l2Sensitivity", l2Sensitivity);
            requirePositive("dimension", dimension);
        }
    }

    /**
     * Laplace noise on a number.
     *
     * @param noiseMultiplier scale parameter over sensitivity, > 0
     */
    record Laplace(double noiseMultiplier) implements DpEvent {
        /** Rejects a multiplier that is none. */
        public Laplace {
            requirePositive("noiseMultiplier", noiseMultiplier);
        }
    }

    /**
     * k-ary randomised response: with this probability an answer drawn uniformly from all buckets, else the truth.
     *
     * @param noise the probability, in (0, 1]
     * @param buckets at least 2
     */
    record RandomizedResponse(double noise, int buckets) implements DpEvent {
        /** Rejects values that are none. */
        public RandomizedResponse {
            requireShare("noise", noise);
            require(buckets >= 2, "buckets", buckets, ">= 2");
        }
    }

    /**
     * Any mechanism known to be (epsilon, delta)-private.
     *
     * @param epsilon >= 0, finite
     * @param delta in [0, 1)
     */
    record EpsilonDelta(double epsilon, double delta) implements DpEvent {
        /** Rejects values that are none. */
        public EpsilonDelta {
            require(epsilon >= 0 && Double.isFinite(epsilon), "epsilon", epsilon, ">= 0, finite");
            require(delta >= 0 && delta < 1, "delta", delta, "in [0, 1)");
        }
    }

    /**
     * Any mechanism known to be rho-zCDP (Bun and Steinke 2016).
     *
     * @param rho >= 0, finite
     */
    record ZeroConcentrated(double rho) implements DpEvent {
        /** Rejects values that are none. */
        public ZeroConcentrated {
            require(rho >= 0 && Double.isFinite(rho), "rho", rho, ">= 0, finite");
        }
    }

    /**
     * Each unit took part by a secret coin of its own.
     *
     * @param rate probability that a unit takes part, in (0, 1]
     * @param event what was done with those that did
     */
    record PoissonSampled(double rate, DpEvent event) implements DpEvent {
        /** Rejects rates that are none, and sampling of a sample. */
        public PoissonSampled {
            requireShare("rate", rate);
            requireUnsampled(event);
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            return new TreeSet<>(List.of(SamplingScheme.POISSON));
        }

        @Override
        public List<DpEvent> parts() {
            return List.of(event);
        }
    }

    /**
     * Gaussian noise on the sum of a Poisson sample that was cut to a cap.
     *
     * @param population how many units there are
     * @param rate of the Poisson sample
     * @param cap largest number of units that took part
     * @param noiseMultiplier as for {@link Gaussian}
     */
    record TruncatedPoissonGaussian(long population, double rate, long cap, double noiseMultiplier) implements DpEvent {
        /** Rejects values that are none. */
        public TruncatedPoissonGaussian {
            requirePositive("population", population);
            requireShare("rate", rate);
            require(cap >= 1 && cap <= population, "cap", cap, "in [1, " + population + "]");
            requirePositive("noiseMultiplier", noiseMultiplier);
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            return new TreeSet<>(List.of(SamplingScheme.TRUNCATED_POISSON));
        }
    }

    /**
     * A secret set of a fixed size took part.
     *
     * @param population how many units there are
     * @param sample how many took part
     * @param event what was done with those that did
     */
    record SampledWithoutReplacement(long population, long sample, DpEvent event) implements DpEvent {
        /** Rejects sizes that are none, and sampling of a sample. */
        public SampledWithoutReplacement {
            requirePositive("population", population);
            require(sample >= 1 && sample <= population, "sample", sample, "in [1, " + population + "]");
            requireUnsampled(event);
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            return new TreeSet<>(List.of(SamplingScheme.FIXED_SIZE));
        }

        @Override
        public List<DpEvent> parts() {
            return List.of(event);
        }
    }

    /**
     * Rounds in which no unit took part twice within {@code separation}: it took part in at most
     * {@code ceil(rounds / separation)}, and those alone cost it anything.
     *
     * @param rounds how many there were
     * @param separation least distance of two participations; 1 lets a unit take part in every round
     * @param event what each round did
     */
    record MinSeparated(long rounds, long separation, DpEvent event) implements DpEvent {
        /** Rejects values that are none, and sampling of a sample. */
        public MinSeparated {
            requirePositive("rounds", rounds);
            requirePositive("separation", separation);
            requireUnsampled(event);
        }

        /** {@return in how many rounds one unit took part at most} */
        public long participations() {
            return (rounds - 1) / separation + 1;
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            return new TreeSet<>(List.of(SamplingScheme.MIN_SEPARATION));
        }

        @Override
        public List<DpEvent> parts() {
            return List.of(event);
        }
    }

    /**
     * All of these, in any order, each chosen knowing what the earlier ones gave.
     *
     * @param events the parts
     */
    record Composed(List<DpEvent> events) implements DpEvent {
        /** Copies the list. */
        public Composed {
            events = List.copyOf(events);
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            SortedSet<SamplingScheme> all = new TreeSet<>();
            events.forEach(event -> all.addAll(event.sampling()));
            return Collections.unmodifiableSortedSet(all);
        }

        @Override
        public List<DpEvent> parts() {
            return new ArrayList<>(events);
        }
    }

    /**
     * The same, several times.
     *
     * @param event what
     * @param count how often, at least 1
     */
    record SelfComposed(DpEvent event, long count) implements DpEvent {
        /** Rejects counts below 1. */
        public SelfComposed {
            requirePositive("count", count);
        }

        @Override
        public SortedSet<SamplingScheme> sampling() {
            return event.sampling();
        }

        @Override
        public List<DpEvent> parts() {
            return List.of(event);
        }
    }

    private static void requireUnsampled(DpEvent event) {
        require(
                event.sampling().equals(new TreeSet<>(List.of(SamplingScheme.NONE))),
                "event sampled",
                event.sampling(),
                "an event that is not sampled itself");
    }

    private static void requirePositive(String name, double value) {
        require(value > 0 && Double.isFinite(value), name, value, "> 0, finite");
    }

    private static void requirePositive(String name, long value) {
        require(value > 0, name, value, ">= 1");
    }

    private static void requireShare(String name, double value) {
        require(value > 0 && value <= 1, name, value, "in (0, 1]");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
