package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everyone else out of a folder until closed, so that one journal or log never has two writers.
 *
 * <p>Guarantees: at most one holder per folder among all processes of a machine and all objects of a process; the
 * operating system lets go when the holder dies. Does not keep out programs that do not ask for the lock, and is as
 * good as the file system's locks: network file systems may have none. The file {@value #FILE} stays in the folder.
 */
public final class FolderLock implements AutoCloseable {
    static final String FILE = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * {@return the lock on this folder, which is made if it does not exist}
     *
     * @throws FolderLockedException at once, without waiting, if somebody else holds it
     */
    public static FolderLock acquire(Path folder) throws IOException {
        DurableFiles.createFolders(folder.toAbsolutePath());
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean acquired = false;
        try {
            acquired = tryLock(channel) != null;
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
        if (!acquired) {
            throw new FolderLockedException(folder);
        }
        return new FolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Lets the next one in; closing twice is harmless. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
