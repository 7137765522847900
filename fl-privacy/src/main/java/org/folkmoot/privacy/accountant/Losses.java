package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;

/** Gives an epsilon its meaning. */
public final class Losses {
    private Losses() {}

    /** {@return this epsilon of the release, as computed by this accountant} */
    public static PrivacyLoss of(PrivateRelease release, double epsilon, double delta, String accountant) {
        return new PrivacyLoss(
                epsilon,
                delta,
                release.unit(),
                release.relation(),
                release.event().sampling(),
                accountant);
    }
}
