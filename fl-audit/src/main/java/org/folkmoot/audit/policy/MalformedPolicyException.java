package org.folkmoot.audit.policy;

/** Says that bytes from elsewhere are no policy; the message names the line. */
public final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }

    MalformedPolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
