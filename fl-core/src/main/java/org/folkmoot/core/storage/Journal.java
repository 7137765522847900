package org.folkmoot.core.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write-ahead journal: note what is about to happen, force it, do it; after a crash, opening tells what was noted.
 *
 * <p>Guarantees: records appended before a {@link #force} that returned are there after any crash, whole and in order.
 * A record that a crash cut short is removed at opening and counted in {@link #tornBytes}; any other damage is refused
 * with {@link JournalCorruptException}. After the first {@link IOException} nothing more is accepted, because nobody
 * can know what reached the disk: close and open again. Safe for use by several threads.
 *
 * <p>Does not guarantee: that appended but unforced records are lost after a crash; that a damaged <em>last</em> record
 * is told from a torn one; that damage among several unforced records is told from corruption (if a power cut stored a
 * later one and not an earlier one, the journal is refused though nothing forced is lost); nor that a torn record whose
 * payload quotes a whole journal record is told from corruption (it is refused too). Does not keep a second process
 * out, see {@link FolderLock}. Interrupting a thread in a call counts as an {@link IOException}. Records are held in
 * memory from opening to closing, so a journal is to be kept small by {@link #rewrite}, below 2 GiB in any case.
 *
 * <p>Source: Gray and Reuter 1992, §9; on not continuing after a failed fsync: Rebello et al. 2020, USENIX ATC.
 */
public final class Journal implements AutoCloseable {
    /** The longest payload of a record. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private final Path file;
    private final List<byte[]> recovered;
    private final long tornBytes;
    private FileChannel channel;
    private long count;
    private @Nullable IOException failure;

    private Journal(Path file, JournalRecovery recovery, FileChannel channel) {
        this.file = file;
        this.recovered = List.copyOf(recovery.records());
        this.tornBytes = recovery.tornBytes();
        this.channel = channel;
        this.count = recovered.size();
    }

    /**
     * {@return the journal in this file, which is made if it does not exist; its folder must exist}
     *
     * @throws JournalCorruptException if it is damaged in a way that no crash explains
     */
    public static Journal open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.notExists(absolute)) {
            DurableFiles.write(absolute, JournalFormat.fileHeader());
        }
        JournalRecovery recovery = JournalRecovery.of(absolute);
        FileChannel channel = FileChannel.open(absolute, StandardOpenOption.WRITE);
        try {
            if (recovery.tornBytes() > 0) {
                channel.truncate(recovery.validBytes());
            }
            channel.force(true);
            channel.position(recovery.validBytes());
            return new Journal(absolute, recovery, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** {@return the records found when the journal was opened, oldest first, not to be modified} */
    public List<byte[]> records() {
        return recovered;
    }

    /** {@return how many bytes of a torn record were removed from the end at opening, 0 after an orderly end} */
    public long tornBytes() {
        return tornBytes;
    }

    /**
     * {@return the position of the new record among those now in the journal, from 0} It is durable after
     * {@link #force}.
     *
     * @throws IllegalArgumentException if the record is longer than {@value #MAX_RECORD_BYTES} bytes
     */
    public synchronized long append(byte[] payload) throws IOException {
        ByteBuffer bytes = encode(payload);
        requireIntact();
        try {
            DurableFiles.writeFully(channel, bytes);
        } catch (IOException e) {
            throw fail(e);
        }
        return count++;
    }

    /** Returns when everything appended before is durable. */
    public synchronized void force() throws IOException {
        requireIntact();
        try {
            channel.force(true);
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /**
     * Replaces all records by these, durably and atomically: after a crash the journal holds the old ones or the new
     * ones. {@link #records} keeps saying what was there at opening.
     */
    public synchronized void rewrite(List<byte[]> payloads) throws IOException {
        payloads.forEach(Journal::requireFits);
        requireIntact();
        try {
            channel.close();
            DurableFiles.replace(file, target -> writeAll(payloads, target));
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.position(channel.size());
            count = payloads.size();
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /** Lets go of the file without forcing it; closing twice is harmless. */
    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private static void writeAll(List<byte[]> payloads, FileChannel target) throws IOException {
        DurableFiles.writeFully(target, ByteBuffer.wrap(JournalFormat.fileHeader()));
        for (byte[] payload : payloads) {
            DurableFiles.writeFully(target, JournalFormat.record(payload));
        }
    }

    private static ByteBuffer encode(byte[] payload) {
        requireFits(payload);
        return JournalFormat.record(payload);
    }

    private static void requireFits(byte[] payload) {
        requireNonNull(payload, "payload");
        if (payload.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "payload: " + payload.length + " bytes (expected: <= " + MAX_RECORD_BYTES + ")");
        }
    }

    private void requireIntact() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "journal " + file + ": unusable since an earlier failure (expected: reopen)", failure);
        }
    }

    private IOException fail(IOException cause) {
        failure = cause;
        return cause;
    }
}
