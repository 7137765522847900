package org.folkmoot.api.round;

/**
 * Who may be given an artefact, and for how long the coordinator keeps it.
 *
 * <p>What is declared here binds the coordinator by its own signature; that it really erases cannot be proved to
 * anyone. What it erased still verifies, and is <em>not disclosed</em> from then on.
 *
 * @param audience who may be given it
 * @param retentionDays days that it is kept after the end of its round; 0 where nobody may be given it
 */
public record Access(Audience audience, int retentionDays) {
    private static final int MAX_DAYS = 36_525;

    /** Rejects keeping for nobody, and keeping for no time or for more than a century. */
    public Access {
        boolean kept = audience != Audience.NOBODY;
        if (kept ? retentionDays < 1 || retentionDays > MAX_DAYS : retentionDays != 0) {
            throw new IllegalArgumentException("retentionDays: " + retentionDays + " for " + audience
                    + " (expected: 1 to " + MAX_DAYS + ", or 0 for NOBODY)");
        }
    }

    /** {@return used and forgotten} */
    public static Access none() {
        return new Access(Audience.NOBODY, 0);
    }

    /** {@return shown to auditors for so many days} */
    public static Access auditor(int retentionDays) {
        return new Access(Audience.AUDITOR, retentionDays);
    }

    /** {@return whether this is at most as wide and at most as long as that} */
    public boolean isWithin(Access that) {
        return audience.compareTo(that.audience) <= 0 && retentionDays <= that.retentionDays;
    }
}
