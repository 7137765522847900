package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.core.storage.FolderLock;
import org.folkmoot.core.storage.FolderLockedException;

/**
 * Keeps a second writer out of a log, and tells the second one who the first is. Two writers would sign two histories.
 */
final class LogLock implements AutoCloseable {
    static final String HOLDER_FILE = "lock";

    private final Path folder;
    private final FolderLock lock;

    private LogLock(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** {@return the lock on this folder, which exists} */
    static LogLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try {
            return new LogLock(real, FolderLock.acquire(real));
        } catch (FolderLockedException e) {
            throw new AuditException(
                    "log " + folder + ": held by " + holder(real) + " (expected: one writer at a time)", e);
        }
    }

    /** Writes down who holds the lock, for whoever finds it taken. */
    void sign() throws IOException {
        Files.writeString(folder.resolve(HOLDER_FILE), self() + "\n");
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid();
    }

    private static String holder(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(HOLDER_FILE)).strip();
        } catch (NoSuchFileException e) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
