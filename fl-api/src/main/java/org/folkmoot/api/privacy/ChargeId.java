package org.folkmoot.api.privacy;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;

/**
 * For what a charge was made; the same one is never charged twice.
 *
 * @param federation who released
 * @param attempt in which attempt
 * @param purpose what it released then, 1 to 32 characters of {@code a-z 0-9 -}, such as {@code model} or {@code metrics}
 */
public record ChargeId(FederationId federation, AttemptId attempt, String purpose) {
    /** The purpose of the model itself. */
    public static final String MODEL = "model";

    /** Rejects purposes that are no words. */
    public ChargeId {
        if (!purpose.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "purpose: \"" + purpose + "\" (expected: 1 to 32 characters of a-z 0-9 -)");
        }
    }

    /** {@return the charge for the model of this attempt} */
    public static ChargeId model(FederationId federation, AttemptId attempt) {
        return new ChargeId(federation, attempt, MODEL);
    }

    @Override
    public String toString() {
        return federation + "/" + attempt + "/" + purpose;
    }
}
