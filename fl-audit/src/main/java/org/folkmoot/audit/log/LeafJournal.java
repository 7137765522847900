package org.folkmoot.audit.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.folkmoot.api.Bytes;
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
 * <p>Reading stops at the first bad record. Whether what follows may be dropped is not decided here: no leaf is
 * acknowledged and no checkpoint signed before all records up to it were forced, so a bad record behind the last signed
 * size ends what a crash left of one unfinished batch. Interrupting a thread does no harm. One thread may append while
 * others read what was forced.
 */
final class LeafJournal implements AutoCloseable {
    private static final byte[] MAGIC = "FOLKLEAF".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int FIXED_HEADER_BYTES = 8 + Integer.BYTES + Short.BYTES;
    private static final int RECORD_HEADER_BYTES = 2 * Integer.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final Disk.OpenFile file;
    private final String origin;
    private final RecordPlaces places;

    private LeafJournal(Path path, Disk.OpenFile file, String origin) {
        this.path = path;
        this.file = file;
        this.origin = origin;
        this.places = new RecordPlaces(header(origin).length);
    }

    /** Makes the journal of a log without leaves, durably. */
    static void create(Path path, String origin) throws IOException {
        DurableFiles.write(path, header(origin));
    }

    /** Opens a journal and hands every good leaf to the consumer, in order; changes nothing. */
    static LeafJournal open(Path path, Disk disk, LeafConsumer consumer) throws IOException {
        Disk.OpenFile file = disk.open(path);
        boolean opened = false;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES))) {
            LeafJournal journal = new LeafJournal(path, file, readHeader(path, in));
            journal.scan(in, consumer);
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** {@return the name of the log whose journal this is} */
    static String origin(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            return readHeader(path, in);
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
            places.add(RECORD_HEADER_BYTES + leaf.length);
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
            return leaf.length == length && check == check(places.count(), leaf) ? leaf : null;
        } catch (EOFException e) {
            return null;
        }
    }

    String origin() {
        return origin;
    }

    /** {@return the number of leaves that are durable} */
    synchronized long size() {
        return places.count();
    }

    /** {@return how many bytes follow the last good record} */
    synchronized long tornBytes() throws IOException {
        return file.size() - places.end();
    }

    /**
     * Makes sure of the leaves behind the first ones, and removes what follows the last. What an earlier writer wrote may
     * be seen and yet not be on the disk, if a force of it failed: so it is written once more.
     */
    void settle(long trusted) throws IOException {
        if (size() == trusted && tornBytes() == 0) {
            return;
        }
        for (long index = trusted; index < size(); index++) {
            file.write(record(index, read(index)), start(index));
        }
        dropUnfinished();
    }

    /** Removes what follows the last durable leaf, durably. */
    void dropUnfinished() throws IOException {
        file.truncate(end());
        file.force();
    }

    private synchronized long end() {
        return places.end();
    }

    private synchronized long start(long index) throws IOException {
        return places.start(index, this::recordLength);
    }

    private int recordLength(long position) throws IOException {
        byte[] head = new byte[RECORD_HEADER_BYTES];
        file.read(head, position);
        int length = ByteBuffer.wrap(head).getInt();
        if (length < 1 || length > AuditSink.MAX_LEAF_BYTES) {
            throw new IOException(path + ": no record at byte " + position + " (expected: as it was appended)");
        }
        return RECORD_HEADER_BYTES + length;
    }

    /** {@return the index of the first of these leaves, all of which are durable now} One caller at a time. */
    long append(List<Bytes> leaves) throws IOException {
        long first = size();
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < leaves.size(); i++) {
            batch.writeBytes(record(first + i, leaves.get(i).toByteArray()));
        }
        file.write(batch.toByteArray(), end());
        file.force();
        synchronized (this) {
            leaves.forEach(leaf -> places.add(RECORD_HEADER_BYTES + leaf.size()));
        }
        return first;
    }

    private static byte[] record(long index, byte[] leaf) {
        return ByteBuffer.allocate(RECORD_HEADER_BYTES + leaf.length)
                .putInt(leaf.length)
                .putInt(check(index, leaf))
                .put(leaf)
                .array();
    }

    /** {@return the leaf at this index, as it is in the file now} */
    byte[] read(long index) throws IOException {
        long from = start(index);
        byte[] head = new byte[RECORD_HEADER_BYTES];
        file.read(head, from);
        ByteBuffer header = ByteBuffer.wrap(head);
        int length = header.getInt();
        if (length >= 1 && length <= AuditSink.MAX_LEAF_BYTES) {
            byte[] leaf = new byte[length];
            file.read(leaf, from + RECORD_HEADER_BYTES);
            if (header.getInt() == check(index, leaf)) {
                return leaf;
            }
        }
        throw new IOException(path + ": leaf " + index + " is damaged (expected: as it was appended)");
    }

    @Override
    public void close() throws IOException {
        file.close();
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
