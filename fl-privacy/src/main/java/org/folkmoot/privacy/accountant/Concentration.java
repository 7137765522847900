package org.folkmoot.privacy.accountant;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivateRelease;

/** The rho of zero-concentrated privacy, which simply adds up; for events without sampling. */
final class Concentration {
    private Concentration() {}

    /** {@return rho of the release, if all its parts are Gaussian noise} */
    static Optional<Double> ofGaussians(PrivateRelease release) {
        double sensitivity = RenyiCurves.sensitivity(release.relation());
        return total(release.event(), part -> gaussian(part, sensitivity));
    }

    /** {@return rho of the release, if all its parts have one} */
    static Optional<Double> of(PrivateRelease release) {
        double sensitivity = RenyiCurves.sensitivity(release.relation());
        return total(release.event(), part -> mechanism(part, sensitivity));
    }

    private static Optional<Double> total(DpEvent event, ToDoubleFunction<DpEvent> rho) {
        double sum = add(event, rho);
        return Double.isNaN(sum) ? Optional.empty() : Optional.of(sum);
    }

    private static double add(DpEvent event, ToDoubleFunction<DpEvent> rho) {
        if (event instanceof DpEvent.Composed composed) {
            double sum = 0;
            for (DpEvent part : composed.events()) {
                sum += add(part, rho);
            }
            return sum;
        }
        if (event instanceof DpEvent.SelfComposed repeated) {
            return repeated.count() * add(repeated.event(), rho);
        }
        if (event instanceof DpEvent.MinSeparated separated) {
            return separated.participations() * add(separated.event(), rho);
        }
        if (event instanceof DpEvent.PoissonSampled sampled && sampled.rate() == 1) {
            return add(sampled.event(), rho);
        }
        return rho.applyAsDouble(event);
    }

    private static double gaussian(DpEvent event, double sensitivity) {
        return event instanceof DpEvent.Gaussian gaussian
                ? 0.5 * square(sensitivity / gaussian.noiseMultiplier())
                : Double.NaN;
    }

    private static double mechanism(DpEvent event, double sensitivity) {
        if (event instanceof DpEvent.ZeroConcentrated concentrated) {
            return concentrated.rho();
        }
        if (event instanceof DpEvent.DiscreteGaussian discrete) {
            return 0.5 * square(sensitivity * discrete.l2Sensitivity()) / discrete.variance();
        }
        if (event instanceof DpEvent.EpsilonDelta bound && bound.delta() == 0) {
            return 0.5 * square(bound.epsilon());
        }
        return gaussian(event, sensitivity);
    }

    private static double square(double value) {
        return value * value;
    }
}
