package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivateRelease;

/** The epsilon at delta zero, of events that have one; others lose everything with some tiny probability. */
final class PureLoss {
    private PureLoss() {}

    static double of(PrivateRelease release) {
        return of(release.event(), RenyiCurves.sensitivity(release.relation()));
    }

    private static double of(DpEvent event, double sensitivity) {
        if (event instanceof DpEvent.Composed composed) {
            return composed.events().stream()
                    .mapToDouble(part -> of(part, sensitivity))
                    .sum();
        }
        if (event instanceof DpEvent.SelfComposed repeated) {
            return repeated.count() * of(repeated.event(), sensitivity);
        }
        if (event instanceof DpEvent.MinSeparated separated) {
            return separated.participations() * of(separated.event(), sensitivity);
        }
        if (event instanceof DpEvent.PoissonSampled sampled) {
            return StrictMath.log1p(sampled.rate() * StrictMath.expm1(of(sampled.event(), sensitivity)));
        }
        if (event instanceof DpEvent.Laplace laplace) {
            return sensitivity / laplace.noiseMultiplier();
        }
        if (event instanceof DpEvent.RandomizedResponse response) {
            return RenyiCurves.epsilon(response);
        }
        return event instanceof DpEvent.EpsilonDelta bound && bound.delta() == 0
                ? bound.epsilon()
                : Double.POSITIVE_INFINITY;
    }
}
