package org.folkmoot.core.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a journal file, all numbers big-endian.
 *
 * <pre>
 * file   = "FOLKJRNL" (8 bytes), version (int, 1), record*
 * record = length (int), lengthCheck (int), check (int), payload (length bytes)
 * lengthCheck = CRC32C(length)      check = CRC32C(length, payload)
 * </pre>
 *
 * The check of the length alone makes a stray record header recognisable without reading what it claims to cover, so
 * that the search for records behind a damaged one is linear for all but hostile payloads.
 */
final class JournalFormat {
    static final int FILE_HEADER_BYTES = 12;
    static final int RECORD_HEADER_BYTES = 12;

    private static final byte[] MAGIC = "FOLKJRNL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private JournalFormat() {}

    static byte[] fileHeader() {
        return ByteBuffer.allocate(FILE_HEADER_BYTES).put(MAGIC).putInt(VERSION).array();
    }

    /** {@return the record with this payload, ready to be written} */
    static ByteBuffer record(byte[] payload) {
        CRC32C crc = crcOfLength(payload.length);
        int lengthCheck = (int) crc.getValue();
        crc.update(payload);
        return ByteBuffer.allocate(RECORD_HEADER_BYTES + payload.length)
                .putInt(payload.length)
                .putInt(lengthCheck)
                .putInt((int) crc.getValue())
                .put(payload)
                .flip();
    }

    /** {@return whether a record header that survived whole starts here, whatever may follow it} */
    static boolean headerAt(ByteBuffer file, int offset) {
        if (file.limit() - offset < RECORD_HEADER_BYTES) {
            return false;
        }
        int length = file.getInt(offset);
        return length >= 0
                && length <= Journal.MAX_RECORD_BYTES
                && (int) crcOfLength(length).getValue() == file.getInt(offset + 4);
    }

    /** {@return whether an undamaged record starts here} */
    static boolean recordAt(ByteBuffer file, int offset) {
        if (!headerAt(file, offset)) {
            return false;
        }
        int length = file.getInt(offset);
        if (length > file.limit() - offset - RECORD_HEADER_BYTES) {
            return false;
        }
        CRC32C crc = crcOfLength(length);
        crc.update(file.slice(offset + RECORD_HEADER_BYTES, length));
        return (int) crc.getValue() == file.getInt(offset + 8);
    }

    private static CRC32C crcOfLength(int length) {
        CRC32C crc = new CRC32C();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(length >> shift);
        }
        return crc;
    }
}
