package org.folkmoot.privacy.accountant;

import java.util.List;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.privacy.pld.PldAccountant;

/**
 * The smallest of all sound bounds; the loss says which accountant gave it. The default.
 *
 * <p>A minimum over bounds that do not depend on the data is a bound. Where an exact one exists the others are not asked.
 */
public final class BestOfAccountant implements PrivacyAccountant {
    /** Id with version. */
    public static final String ID = "folkmoot/best/1";

    private final GaussianAccountant exact = GaussianAccountant.create();
    private final List<PrivacyAccountant> bounds;

    private BestOfAccountant(List<PrivacyAccountant> bounds) {
        this.bounds = List.copyOf(bounds);
    }

    /** {@return the best of exact Gaussian, privacy loss distributions, Rényi and zero-concentrated privacy} */
    public static BestOfAccountant create() {
        return new BestOfAccountant(List.of(PldAccountant.create(), RdpAccountant.create(), ZcdpAccountant.create()));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean supports(PrivateRelease release) {
        return exact.supports(release) || bounds.stream().anyMatch(bound -> bound.supports(release));
    }

    @Override
    public PrivacyLoss epsilon(PrivateRelease release, double delta) {
        if (exact.supports(release)) {
            return exact.epsilon(release, delta);
        }
        PrivacyLoss best = null;
        for (PrivacyAccountant bound : bounds) {
            if (bound.supports(release)) {
                PrivacyLoss loss = bound.epsilon(release, delta);
                best = best == null || loss.epsilon() < best.epsilon() ? loss : best;
            }
        }
        if (best == null) {
            throw unsupported(release);
        }
        return best;
    }

    @Override
    public double delta(PrivateRelease release, double epsilon) {
        if (exact.supports(release)) {
            return exact.delta(release, epsilon);
        }
        return bounds.stream()
                .filter(bound -> bound.supports(release))
                .mapToDouble(bound -> bound.delta(release, epsilon))
                .min()
                .orElseThrow(() -> unsupported(release));
    }

    private static UnsupportedEventException unsupported(PrivateRelease release) {
        return new UnsupportedEventException(
                "event: " + release.event() + " under " + release.relation() + " (expected: one with a known bound)");
    }
}
