package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /**
     * Asked before the file is opened: POSIX lets go of all locks of a process on a file as soon as the process closes
     * any channel to it, so a second attempt must not even open one.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private boolean closed;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * {@return the lock on this folder, which is made if it does not exist}
     *
     * @throws FolderLockedException at once, without waiting, if somebody else holds it
     */
    public static FolderLock acquire(Path folder) throws IOException {
        DurableFiles.createFolders(folder.toAbsolutePath());
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw new FolderLockedException(folder);
        }
        FolderLock lock = null;
        try {
            lock = lockFile(real);
        } finally {
            if (lock == null) {
                HELD_HERE.remove(real);
            }
        }
        if (lock == null) {
            throw new FolderLockedException(folder);
        }
        return lock;
    }

    private static @Nullable FolderLock lockFile(Path real) throws IOException {
        FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean acquired = false;
        try {
            acquired = tryLock(channel) != null;
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
        return acquired ? new FolderLock(real, channel) : null;
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
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            channel.close();
            HELD_HERE.remove(folder);
        }
    }
}
