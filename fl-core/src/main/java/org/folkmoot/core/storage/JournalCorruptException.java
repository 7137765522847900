package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A journal is damaged where no crash of its writer could have damaged it; a person must look at it. */
public final class JournalCorruptException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    JournalCorruptException(Path file, long offset, String detail) {
        super("journal " + file + " at byte " + offset + ": " + detail);
        this.offset = offset;
    }

    /** {@return where in the file the damage starts, in bytes} */
    public long offset() {
        return offset;
    }
}
