package org.folkmoot.audit.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Everything a log writes goes through here, one step at a time, so that a test can let each step fail or be undone.
 *
 * <p>What is not forced may be gone, torn or reordered after a power cut. After a force that failed nothing is known of
 * what it was to make durable, and forcing again proves nothing (Rebello et al. 2020, USENIX ATC). No step is disturbed
 * by an interrupt.
 */
interface Disk {
    /** {@return the file, which exists, to read and write} */
    OpenFile open(Path file) throws IOException;

    /** Makes the file hold this, not durably. */
    void write(Path file, byte[] content) throws IOException;

    /** Makes the content of a file durable. */
    void force(Path file) throws IOException;

    /** Puts a file in another's place, in one step but not durably. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file if it is there, not durably. */
    void delete(Path file) throws IOException;

    /** Makes durable which files are in the folder. */
    void forceFolder(Path folder) throws IOException;

    /** Makes the file hold this, durably; after a crash it holds the old content or the new. */
    default void replace(Path file, Path temporary, byte[] content) throws IOException {
        write(temporary, content);
        force(temporary);
        move(temporary, file);
        forceFolder(requireNonNull(file.getParent(), "a file has a folder"));
    }

    /** A file that is open for long. One thread may write while others read what was written before. */
    interface OpenFile extends AutoCloseable {
        /** Writes all bytes at this place, not durably. */
        void write(byte[] bytes, long position) throws IOException;

        /** Fills the array from this place; throws EOFException where the file is too short. */
        void read(byte[] bytes, long position) throws IOException;

        void force() throws IOException;

        /** Cuts the file, not durably. */
        void truncate(long size) throws IOException;

        long size() throws IOException;

        @Override
        void close() throws IOException;
    }
}
