package org.folkmoot.api.privacy;

/**
 * Turns events into epsilons.
 *
 * <p>Contract: every result is an upper bound of the true loss; equal releases give equal bits on every JVM (only IEEE
 * 754 basic operations and {@link StrictMath}); more events never give a smaller epsilon. Safe for use by several
 * threads.
 */
public interface PrivacyAccountant {
    /** {@return id and version, such as {@code folkmoot/rdp/1}; a version changes whenever any result does} */
    String id();

    /** {@return whether this accountant has a sound bound for the release} */
    boolean supports(PrivateRelease release);

    /**
     * {@return the smallest epsilon known at this delta}
     *
     * @param delta in [0, 1)
     * @throws UnsupportedEventException if the release is not supported
     */
    PrivacyLoss epsilon(PrivateRelease release, double delta);

    /**
     * {@return the smallest delta known at this epsilon}, in [0, 1].
     *
     * @param epsilon >= 0
     * @throws UnsupportedEventException if the release is not supported
     */
    double delta(PrivateRelease release, double epsilon);
}
