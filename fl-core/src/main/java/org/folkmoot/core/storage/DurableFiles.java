package org.folkmoot.core.storage;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces small files so that a crash leaves either the old or the new content, never a mixture.
 *
 * <p>Guarantees: when a method returns, its effect survives a power cut, as far as the file system honours fsync.
 * Windows cannot force folders, so there a rename may be undone by a power cut (the old content is back, whole). A
 * crash may leave a file ending in {@value #TEMPORARY_SUFFIX} behind, which nobody reads. Safe for use by several
 * threads; of two writers of the same file one wins whole.
 *
 * <p>Source: POSIX fsync(2), rename(2); Pillai et al. 2014, "All File Systems Are Not Created Equal", OSDI.
 */
public final class DurableFiles {
    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final AtomicLong COUNTER = new AtomicLong();
    private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

    private DurableFiles() {}

    /** Makes the file hold exactly this content, durably; its folder must exist. */
    public static void write(Path file, byte[] content) throws IOException {
        requireNonNull(content, "content");
        replace(file, channel -> writeFully(channel, ByteBuffer.wrap(content)));
    }

    /** Makes the entries of the folder durable: files made, renamed and deleted in it. */
    public static void forceFolder(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            force(folder, StandardOpenOption.READ);
        }
    }

    /** Makes the file hold what the writer writes, durably. */
    static void replace(Path file, ChannelWriter writer) throws IOException {
        replaceUnforced(file, channel -> {
            writer.writeTo(channel);
            channel.force(true);
        });
        forceFolder(folderOf(file.toAbsolutePath()));
    }

    /** Makes the file hold what the writer writes, atomically but not durably: force it and its folder for that. */
    static void replaceUnforced(Path file, ChannelWriter writer) throws IOException {
        Path temporary = temporaryBeside(file);
        try {
            try (FileChannel channel = create(temporary)) {
                writer.writeTo(channel);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Makes the content of a file durable. */
    static void forceFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Makes the folder and those above it exist, durably. */
    public static void createFolders(Path absolute) throws IOException {
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path above = folderOf(absolute);
        createFolders(above);
        Files.createDirectories(absolute);
        forceFolder(above);
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static Path folderOf(Path absolute) {
        return requireNonNull(absolute.getParent(), () -> absolute + ": no folder (expected: a file)");
    }

    /** A name unique in this process; one left behind by an earlier process of the same id is deleted by create. */
    private static Path temporaryBeside(Path file) {
        String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        return file.resolveSibling(file.getFileName() + "." + unique + TEMPORARY_SUFFIX);
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static FileChannel create(Path temporary) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(temporary);
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    @FunctionalInterface
    interface ChannelWriter {
        void writeTo(FileChannel channel) throws IOException;
    }
}
