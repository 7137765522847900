package org.folkmoot.audit.verify;

/**
 * How far to check.
 *
 * @param replay whether to do the arithmetic again; then missing inputs are a failure
 */
public record VerificationOptions(boolean replay) {
    /** {@return check all that is there, without doing the arithmetic again} */
    public static VerificationOptions withoutReplay() {
        return new VerificationOptions(false);
    }

    /** {@return check all, and do the arithmetic of every committed round again} */
    public static VerificationOptions withReplay() {
        return new VerificationOptions(true);
    }
}
