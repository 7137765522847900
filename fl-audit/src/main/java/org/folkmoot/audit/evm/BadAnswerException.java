package org.folkmoot.audit.evm;

import java.io.IOException;

/** A node answered something that is no answer to what it was asked. */
final class BadAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    BadAnswerException(String message) {
        super(message);
    }

    BadAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
