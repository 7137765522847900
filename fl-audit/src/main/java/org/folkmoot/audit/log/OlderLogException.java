package org.folkmoot.audit.log;

import java.io.IOException;

/**
 * A log shows less of its one history than was seen before: by an old copy of it, or because it was set back. That proves
 * no second history; one shows when the log grows again otherwise than it had.
 */
public final class OlderLogException extends IOException {
    private static final long serialVersionUID = 1L;

    OlderLogException(String message) {
        super(message);
    }
}
