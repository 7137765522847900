package org.folkmoot.core.storage;

import java.io.IOException;

/** A file holds more than it can, if it is what it should be; none of it was read. */
public final class FileTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says how many bytes it holds, and how many it may. */
    FileTooLargeException(long size, long maxBytes) {
        super(size + " bytes (expected: <= " + maxBytes + ")");
    }
}
