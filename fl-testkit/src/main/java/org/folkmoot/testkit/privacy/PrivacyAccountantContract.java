package org.folkmoot.testkit.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.junit.jupiter.api.Test;

/** What every {@link PrivacyAccountant} keeps to; implement {@link #accountant} in its test class. */
public interface PrivacyAccountantContract {
    /** {@return the accountant of this test; it knows Gaussian noise without sampling at least} */
    PrivacyAccountant accountant();

    /** An epsilon is never below the exact one of the Gaussian mechanism (multiplier 3, ten times, delta 10^-5). */
    @Test
    default void isAnUpperBound() {
        double epsilon = accountant()
                .epsilon(release(new DpEvent.Gaussian(3).times(10)), 1e-5)
                .epsilon();

        assertThat(epsilon).isBetween(4.652984530968 - 1e-9, 6.0);
    }

    /** More events, less noise, a smaller delta or replaced units never cost less. */
    @Test
    default void growsWithWhatWasReleased() {
        double epsilon = epsilon(new DpEvent.Gaussian(3).times(10), 1e-5);

        assertThat(epsilon(new DpEvent.Gaussian(3).times(11), 1e-5)).isGreaterThan(epsilon);
        assertThat(epsilon(new DpEvent.Gaussian(2.9).times(10), 1e-5)).isGreaterThan(epsilon);
        assertThat(epsilon(new DpEvent.Gaussian(3).times(10), 1e-6)).isGreaterThan(epsilon);
        PrivateRelease replaced = new PrivateRelease(
                PrivacyUnit.CLIENT, NeighboringRelation.REPLACE_ONE, new DpEvent.Gaussian(3).times(10));
        assertThat(accountant().epsilon(replaced, 1e-5).epsilon()).isGreaterThan(epsilon);
    }

    /** Delta at the epsilon that was given is the delta that was asked for, at most. */
    @Test
    default void invertsItself() {
        PrivateRelease release = release(new DpEvent.Gaussian(3).times(10));
        double epsilon = accountant().epsilon(release, 1e-5).epsilon();

        assertThat(accountant().delta(release, epsilon)).isLessThanOrEqualTo(1e-5 * (1 + 1e-3));
        assertThat(accountant().delta(release, epsilon / 2)).isGreaterThan(1e-5);
    }

    /** No release, no loss; no noise, no promise. */
    @Test
    default void knowsTheExtremes() {
        assertThat(epsilon(DpEvent.nothing(), 1e-9)).isZero();
        assertThat(accountant().id()).matches("[a-z0-9.-]+/[a-z0-9.-]+/[0-9]+");
    }

    /** The loss says whose it is. */
    @Test
    default void saysWhatItsEpsilonMeans() {
        PrivateRelease release = release(new DpEvent.Gaussian(3));

        var loss = accountant().epsilon(release, 1e-5);

        assertThat(loss.unit()).isEqualTo(release.unit());
        assertThat(loss.relation()).isEqualTo(release.relation());
        assertThat(loss.delta()).isEqualTo(1e-5);
        assertThat(accountant().supports(release)).isTrue();
    }

    private double epsilon(DpEvent event, double delta) {
        return accountant().epsilon(release(event), delta).epsilon();
    }

    private static PrivateRelease release(DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE, event);
    }
}
