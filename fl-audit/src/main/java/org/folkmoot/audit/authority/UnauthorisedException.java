package org.folkmoot.audit.authority;

/** A leaf lacks the approvals that the charter asks for, or carries one that does not count. */
public final class UnauthorisedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnauthorisedException(String message) {
        super(message);
    }

    UnauthorisedException(String message, Throwable cause) {
        super(message, cause);
    }
}
