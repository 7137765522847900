package org.folkmoot.api.transport;

import java.io.IOException;

/** A client cannot be reached. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the client and what happened. */
    public TransportException(String message) {
        super(message);
    }

    /** Names the client and what happened, with the cause. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
