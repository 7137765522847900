package org.folkmoot.audit.key;

import java.io.IOException;
import java.nio.file.Path;

/** A key file holds something else than one key of the kind asked for. The message never shows what it holds. */
public final class MalformedKeyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedKeyFileException(Path file, String expected) {
        super("key file " + file + ": not one key (expected: " + expected + ")");
    }
}
