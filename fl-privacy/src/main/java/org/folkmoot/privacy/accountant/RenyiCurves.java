package org.folkmoot.privacy.accountant;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;

/** The Rényi curve of each event; compositions add up. */
final class RenyiCurves {
    private static final RenyiCurve NOTHING = order -> 0;

    private RenyiCurves() {}

    /** {@return the curve of the release} */
    static RenyiCurve of(PrivateRelease release) {
        return of(release.event(), release.relation());
    }

    private static RenyiCurve of(DpEvent event, NeighboringRelation relation) {
        if (event instanceof DpEvent.Composed composed) {
            return sum(composed.events(), relation);
        }
        if (event instanceof DpEvent.SelfComposed repeated) {
            return times(of(repeated.event(), relation), repeated.count());
        }
        if (event instanceof DpEvent.MinSeparated separated) {
            return times(of(separated.event(), relation), separated.participations());
        }
        if (event instanceof DpEvent.PoissonSampled sampled && sampled.rate() < 1) {
            return poisson(sampled, relation);
        }
        if (event instanceof DpEvent.PoissonSampled all) {
            return of(all.event(), relation);
        }
        if (event instanceof DpEvent.SampledWithoutReplacement sampled) {
            return fixedSize(sampled, relation);
        }
        return mechanism(event, relation);
    }

    /** {@return how much farther apart sums are when a unit is replaced than when it is left out} */
    static double sensitivity(NeighboringRelation relation) {
        return relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
    }

    private static RenyiCurve sum(List<DpEvent> events, NeighboringRelation relation) {
        List<RenyiCurve> curves = new ArrayList<>();
        events.forEach(event -> curves.add(of(event, relation)));
        return order -> curves.stream().mapToDouble(curve -> curve.at(order)).reduce(0, Double::sum);
    }

    private static RenyiCurve times(RenyiCurve curve, long count) {
        return order -> count * curve.at(order);
    }

    private static RenyiCurve poisson(DpEvent.PoissonSampled sampled, NeighboringRelation relation) {
        if (relation == NeighboringRelation.REPLACE_ONE) {
            throw unsupported(sampled, "ADD_OR_REMOVE_ONE or REPLACE_SPECIAL; PLD knows REPLACE_ONE too");
        }
        if (sampled.event() instanceof DpEvent.Gaussian gaussian) {
            return new SampledGaussianCurve(sampled.rate(), gaussian.noiseMultiplier());
        }
        if (sampled.event() instanceof DpEvent.DiscreteGaussian discrete) {
            double multiplier = StrictMath.sqrt(discrete.variance()) / discrete.l2Sensitivity();
            RenyiCurve curve = new SampledGaussianCurve(sampled.rate(), multiplier);
            return order -> RenyiCurve.isWhole(order) ? curve.at(order) : Double.POSITIVE_INFINITY;
        }
        return new SampledCurve(sampled.rate(), of(sampled.event(), relation));
    }

    private static RenyiCurve fixedSize(DpEvent.SampledWithoutReplacement sampled, NeighboringRelation relation) {
        if (sampled.sample() == sampled.population()) {
            return of(sampled.event(), relation);
        }
        if (sampled.event() instanceof DpEvent.Gaussian gaussian) {
            return new FixedSizeGaussianCurve(
                    (double) sampled.sample() / sampled.population(),
                    gaussian.noiseMultiplier() / sensitivity(relation));
        }
        throw unsupported(sampled, "Gaussian noise in a sample of fixed size");
    }

    private static RenyiCurve mechanism(DpEvent event, NeighboringRelation relation) {
        double more = sensitivity(relation);
        if (event instanceof DpEvent.NonPrivate) {
            return order -> Double.POSITIVE_INFINITY;
        }
        if (event instanceof DpEvent.Gaussian gaussian) {
            return concentrated(0.5 * square(more / gaussian.noiseMultiplier()));
        }
        if (event instanceof DpEvent.DiscreteGaussian discrete) {
            return concentrated(0.5 * square(more * discrete.l2Sensitivity()) / discrete.variance());
        }
        if (event instanceof DpEvent.ZeroConcentrated concentrated) {
            return concentrated(concentrated.rho());
        }
        if (event instanceof DpEvent.DistributedDiscreteGaussian distributed) {
            return DiscreteSums.distributed(distributed, more);
        }
        if (event instanceof DpEvent.Skellam skellam) {
            return DiscreteSums.skellam(skellam, more);
        }
        return pure(event, more);
    }

    private static RenyiCurve pure(DpEvent event, double more) {
        if (event instanceof DpEvent.Laplace laplace) {
            return order -> laplace(more / laplace.noiseMultiplier(), order);
        }
        if (event instanceof DpEvent.RandomizedResponse response) {
            double epsilon = epsilon(response);
            return order -> response(response, epsilon, order);
        }
        if (event instanceof DpEvent.EpsilonDelta bound) {
            return bound.delta() > 0 ? order -> Double.POSITIVE_INFINITY : order -> bound(bound.epsilon(), order);
        }
        throw unsupported(event, "an event with a known Rényi curve");
    }

    /** {@return the pure epsilon of k-ary randomised response} */
    static double epsilon(DpEvent.RandomizedResponse response) {
        return StrictMath.log(response.buckets() / response.noise() - response.buckets() + 1);
    }

    private static RenyiCurve concentrated(double rho) {
        return rho == 0 ? NOTHING : order -> rho * order;
    }

    /** Mironov 2017, Proposition 6. */
    private static double laplace(double epsilon, double order) {
        LogSum sum = new LogSum();
        sum.add(StrictMath.log(order / (2 * order - 1)) + (order - 1) * epsilon);
        sum.add(StrictMath.log((order - 1) / (2 * order - 1)) - order * epsilon);
        return StrictMath.min(epsilon, StrictMath.max(0, sum.log() / (order - 1)));
    }

    private static double response(DpEvent.RandomizedResponse response, double epsilon, double order) {
        if (epsilon == 0) {
            return 0;
        }
        double other = response.noise() / response.buckets();
        double truth = 1 - response.noise() + other;
        LogSum sum = new LogSum();
        sum.add(order * StrictMath.log(truth) + (1 - order) * StrictMath.log(other));
        sum.add(order * StrictMath.log(other) + (1 - order) * StrictMath.log(truth));
        sum.add(StrictMath.log((response.buckets() - 2) * other));
        return StrictMath.min(epsilon, StrictMath.max(0, sum.log() / (order - 1)));
    }

    /** The worst pure mechanism is a coin between e^epsilon and 1; Bun and Steinke 2016, Proposition 3.3. */
    private static double bound(double epsilon, double order) {
        return StrictMath.min(epsilon, 0.5 * order * epsilon * epsilon);
    }

    private static double square(double value) {
        return value * value;
    }

    private static UnsupportedEventException unsupported(DpEvent event, String expected) {
        return new UnsupportedEventException("event: " + event + " (expected: " + expected + ")");
    }
}
