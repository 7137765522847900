package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else, in this process or another, is using a folder that can have one user only. */
public final class FolderLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    FolderLockedException(Path folder) {
        super("folder " + folder + ": in use by another process or object (expected: one user at a time)");
    }
}
