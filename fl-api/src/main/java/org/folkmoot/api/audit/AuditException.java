package org.folkmoot.api.audit;

import java.io.IOException;

/** The log could not do what was asked: storage failed, or what is stored is not what it must be. */
public final class AuditException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what was found and what was expected. */
    public AuditException(String message) {
        super(message);
    }

    /** Says what failed, with the cause. */
    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
