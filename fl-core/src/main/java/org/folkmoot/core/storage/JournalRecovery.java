package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a journal file holds, found in one pass from its start.
 *
 * <p>The pass stops at the first byte that starts no undamaged record. A crash while appending damages only the end of
 * the file, so if an undamaged record is found anywhere behind that byte, then the damage is something else: silent
 * truncation would lose acknowledged records, and the journal is refused. If none is found, the rest is a torn tail.
 *
 * @param records the payloads in order
 * @param validBytes how much of the file is good, header included
 * @param tornBytes how much behind that is a torn tail
 */
record JournalRecovery(List<byte[]> records, long validBytes, long tornBytes) {

    static JournalRecovery of(Path path) throws IOException {
        long size = Files.size(path);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IOException("journal " + path + ": " + size + " bytes (expected: < 2^31, rewrite it earlier)");
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        requireFileHeader(path, file);
        List<byte[]> records = new ArrayList<>();
        int offset = JournalFormat.FILE_HEADER_BYTES;
        while (JournalFormat.recordAt(file, offset)) {
            byte[] payload = new byte[file.getInt(offset)];
            file.get(offset + JournalFormat.RECORD_HEADER_BYTES, payload);
            records.add(payload);
            offset += JournalFormat.RECORD_HEADER_BYTES + payload.length;
        }
        requireNoRecordBehind(path, file, offset);
        return new JournalRecovery(records, offset, file.limit() - offset);
    }

    private static void requireFileHeader(Path path, ByteBuffer file) throws JournalCorruptException {
        ByteBuffer header = ByteBuffer.wrap(JournalFormat.fileHeader());
        boolean present =
                file.limit() >= header.limit() && file.slice(0, header.limit()).equals(header);
        if (!present) {
            throw new JournalCorruptException(path, 0, "no journal of version 1 (expected: its header)");
        }
    }

    private static void requireNoRecordBehind(Path path, ByteBuffer file, int bad) throws JournalCorruptException {
        for (int offset = bad + 1; offset < file.limit(); offset++) {
            if (JournalFormat.recordAt(file, offset)) {
                throw new JournalCorruptException(
                        path, bad, "damaged record before a good one at byte " + offset + " (expected: a good one)");
            }
        }
    }
}
