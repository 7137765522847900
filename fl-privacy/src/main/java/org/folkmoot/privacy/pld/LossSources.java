package org.folkmoot.privacy.pld;

import java.util.LinkedHashMap;
import java.util.Map;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;

/**
 * The losses of all mechanisms of a release, in both directions, with equal ones counted together.
 *
 * @param removing how often each loss occurs, from the neighbour with the unit to the one without
 * @param adding the same the other way round; equal where all mechanisms are symmetric
 */
record LossSources(Map<LossSource, Long> removing, Map<LossSource, Long> adding) {
    /**
     * {@return the losses of this release}
     *
     * @throws UnsupportedEventException if one is not known
     */
    static LossSources of(PrivateRelease release) {
        LossSources sources = new LossSources(new LinkedHashMap<>(), new LinkedHashMap<>());
        sources.add(release.event(), 1, release.relation());
        return sources;
    }

    boolean isSymmetric() {
        return removing.equals(adding);
    }

    private void add(DpEvent event, long count, NeighboringRelation relation) {
        if (event instanceof DpEvent.Composed composed) {
            composed.events().forEach(part -> add(part, count, relation));
        } else if (event instanceof DpEvent.SelfComposed repeated) {
            add(repeated.event(), Math.multiplyExact(count, repeated.count()), relation);
        } else if (event instanceof DpEvent.MinSeparated separated) {
            add(separated.event(), Math.multiplyExact(count, separated.participations()), relation);
        } else if (event instanceof DpEvent.PoissonSampled sampled) {
            add(sampled, count, relation);
        } else if (event instanceof DpEvent.TruncatedPoissonGaussian truncated) {
            add(truncated, count, relation);
        } else {
            addMechanism(event, count, relation);
        }
    }

    private void add(DpEvent.PoissonSampled sampled, long count, NeighboringRelation relation) {
        if (sampled.rate() == 1) {
            add(sampled.event(), count, relation);
        } else if (sampled.event() instanceof DpEvent.Gaussian gaussian) {
            addGaussian(sampled.rate(), gaussian.noiseMultiplier(), count, relation);
        } else if (sampled.event() instanceof DpEvent.EpsilonDelta bound
                && relation != NeighboringRelation.REPLACE_ONE) {
            addBoth(
                    Atoms.of(
                            StrictMath.log1p(sampled.rate() * StrictMath.expm1(bound.epsilon())),
                            sampled.rate() * bound.delta()),
                    count);
        } else {
            throw unsupported(sampled);
        }
    }

    private void addGaussian(double rate, double multiplier, long count, NeighboringRelation relation) {
        if (relation == NeighboringRelation.REPLACE_ONE) {
            addBoth(NormalPair.replacing(rate, multiplier), count);
        } else if (rate == 1) {
            addBoth(NormalPair.removing(1, multiplier), count);
        } else {
            add(removing, NormalPair.removing(rate, multiplier), count);
            add(adding, NormalPair.adding(rate, multiplier), count);
        }
    }

    /**
     * What the cap does to one unit is bounded by a replacement in the rounds in which it was reached, which counts as known.
     * Source: arXiv 2508.15089.
     */
    private void add(DpEvent.TruncatedPoissonGaussian event, long count, NeighboringRelation relation) {
        double reached = Binomial.tail(event.population() - 1, event.rate(), event.cap());
        if (reached == 0) {
            addGaussian(event.rate(), event.noiseMultiplier(), count, relation);
            return;
        }
        double rate = Math.min(
                1,
                Binomial.tail(event.population(), event.rate(), event.cap() + 1)
                        / reached
                        * ((double) event.cap() / event.population()));
        LossSource capped = NormalPair.replacing(rate, event.noiseMultiplier() / 2);
        double z = event.noiseMultiplier();
        if (relation == NeighboringRelation.REPLACE_ONE) {
            addBoth(new MixedSource(NormalPair.replacing(event.rate(), z), capped, reached), count);
        } else {
            add(removing, new MixedSource(NormalPair.removing(event.rate(), z), capped, reached), count);
            add(adding, new MixedSource(NormalPair.adding(event.rate(), z), capped, reached), count);
        }
    }

    private void addMechanism(DpEvent event, long count, NeighboringRelation relation) {
        double more = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        if (event instanceof DpEvent.Gaussian gaussian) {
            addBoth(NormalPair.removing(1, gaussian.noiseMultiplier() / more), count);
        } else if (event instanceof DpEvent.Laplace laplace) {
            addBoth(new LaplaceLoss(more / laplace.noiseMultiplier()), count);
        } else if (event instanceof DpEvent.RandomizedResponse response) {
            addBoth(Atoms.response(response.noise(), response.buckets()), count);
        } else if (event instanceof DpEvent.EpsilonDelta bound) {
            addBoth(Atoms.of(bound.epsilon(), bound.delta()), count);
        } else if (event instanceof DpEvent.NonPrivate) {
            addBoth(Atoms.of(0, 1), count);
        } else {
            throw unsupported(event);
        }
    }

    private void addBoth(LossSource source, long count) {
        add(removing, source, count);
        add(adding, source, count);
    }

    private static void add(Map<LossSource, Long> sources, LossSource source, long count) {
        sources.merge(source, count, Math::addExact);
    }

    private static UnsupportedEventException unsupported(DpEvent event) {
        return new UnsupportedEventException("event: " + event + " (expected: one with a known loss distribution)");
    }
}
