package org.folkmoot.audit.log;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.core.storage.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of a log in one file, which is what makes them durable; everything published is made from it.
 *
 * <p>All numbers are big-endian:
 *
 * <pre>
 * file   = "FOLKLEAF" (8 bytes), version (int, 1), length of origin (short), origin, check (int), record*
 * record = length (int), check (int), leaf (length bytes)
 * check  = CRC32C(everything before) in the header, CRC32C(index (long), length, leaf) in a record
 * </pre>
 *
 * <p>Reading stops at the first bad record. Whether what follows may be dropped is not decided here: every leaf that was
 * acknowledged is covered by the published checkpoint, so the rest is torn if and only if the checkpoint does not reach
 * into it. In memory are 8 bytes per leaf. Interrupting a thread does no harm. Not thread safe.
 */
final class LeafJournal implements AutoCloseable {
    private static final byte[] MAGIC = "FOLKLEAF".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int FIXED_HEADER_BYTES = 8 + Integer.BYTES + Short.BYTES;
    private static final int RECORD_HEADER_BYTES = 2 * Integer.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final String origin;
    private long[] ends = new long[64];
    private int count;
    private final long start;

    private LeafJournal(Path path, RandomAccessFile file, String origin, long start) {
        this.path = path;
        this.file = file;
        this.origin = origin;
        this.start = start;
    }

    /** Makes the journal of a log without leaves, durably. */
    static void create(Path path, String origin) throws IOException {
        DurableFiles.write(path, header(origin));
    }

    /** Opens a journal and hands every good leaf to the consumer, in order; changes nothing. */
    static LeafJournal open(Path path, LeafConsumer consumer) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        boolean opened = false;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES))) {
            String origin = readHeader(path, in);
            LeafJournal journal = new LeafJournal(path, file, origin, header(origin).length);
            journal.scan(in, consumer);
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static byte[] header(String origin) {
        byte[] name = origin.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(FIXED_HEADER_BYTES + name.length + Integer.BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putShort((short) name.length)
                .put(name);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, header.position());
        return header.putInt((int) crc.getValue()).array();
    }

    private static String readHeader(Path path, DataInputStream in) throws IOException {
        byte[] fixed = in.readNBytes(FIXED_HEADER_BYTES);
        if (fixed.length == FIXED_HEADER_BYTES) {
            int length = Short.toUnsignedInt(ByteBuffer.wrap(fixed).getShort(FIXED_HEADER_BYTES - Short.BYTES));
            byte[] rest = in.readNBytes(length + Integer.BYTES);
            String origin = new String(rest, 0, Math.min(length, rest.length), StandardCharsets.UTF_8);
            byte[] found = ByteBuffer.allocate(fixed.length + rest.length)
                    .put(fixed)
                    .put(rest)
                    .array();
            if (Arrays.equals(found, header(origin))) {
                return origin;
            }
        }
        throw new IOException(path + ": no journal of leaves (expected: header of version " + VERSION + ")");
    }

    private void scan(DataInputStream in, LeafConsumer consumer) throws IOException {
        byte @Nullable [] leaf = next(in);
        while (leaf != null) {
            noteEnd(end() + RECORD_HEADER_BYTES + leaf.length);
            consumer.accept(leaf);
            leaf = next(in);
        }
    }

    /** {@return the next leaf, or null where no good record starts} */
    private byte @Nullable [] next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            int check = in.readInt();
            if (length < 1 || length > AuditSink.MAX_LEAF_BYTES) {
                return null;
            }
            byte[] leaf = in.readNBytes(length);
            return leaf.length == length && check == check(count, leaf) ? leaf : null;
        } catch (EOFException e) {
            return null;
        }
    }

    String origin() {
        return origin;
    }

    /** {@return the number of leaves} */
    long size() {
        return count;
    }

    /** {@return how many bytes follow the last good record} */
    long tornBytes() throws IOException {
        return file.length() - end();
    }

    /** Removes what follows the last good record, durably. */
    void dropTornBytes() throws IOException {
        if (tornBytes() > 0) {
            truncate(size());
        }
    }

    /** Keeps the first leaves only, durably. */
    void truncate(long size) throws IOException {
        count = (int) size;
        file.setLength(end());
        force();
    }

    /** Adds a leaf; it is durable after {@link #force}. */
    void append(byte[] leaf) throws IOException {
        if (count == Integer.MAX_VALUE) {
            throw new IOException(path + ": full (expected: < 2^31 leaves)");
        }
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER_BYTES + leaf.length)
                .putInt(leaf.length)
                .putInt(check(count, leaf))
                .put(leaf);
        file.seek(end());
        file.write(record.array());
        noteEnd(end() + record.capacity());
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /** {@return the leaf at this index, as it is in the file now} */
    byte[] read(long index) throws IOException {
        long from = index == 0 ? start : ends[(int) index - 1];
        byte[] record = new byte[(int) (ends[(int) index] - from)];
        file.seek(from);
        file.readFully(record);
        byte[] leaf = Arrays.copyOfRange(record, RECORD_HEADER_BYTES, record.length);
        ByteBuffer header = ByteBuffer.wrap(record);
        if (header.getInt() != leaf.length || header.getInt() != check(index, leaf)) {
            throw new IOException(path + ": leaf " + index + " is damaged (expected: as it was appended)");
        }
        return leaf;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private long end() {
        return count == 0 ? start : ends[count - 1];
    }

    private void noteEnd(long end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
    }

    private static int check(long index, byte[] leaf) {
        ByteBuffer head =
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(index).putInt(leaf.length);
        CRC32C crc = new CRC32C();
        crc.update(head.flip());
        crc.update(leaf);
        return (int) crc.getValue();
    }

    @FunctionalInterface
    interface LeafConsumer {
        void accept(byte[] leaf);
    }
}
