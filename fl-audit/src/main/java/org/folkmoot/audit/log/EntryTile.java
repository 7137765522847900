package org.folkmoot.audit.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;

/** The content of an entry tile: each entry after its length, 16 bits big-endian (C2SP tlog-tiles). */
final class EntryTile {
    static final int MAX_BYTES = Tile.WIDTH * (Short.BYTES + 0xFFFF);

    private EntryTile() {}

    static Bytes encode(List<Bytes> entries) {
        int length =
                entries.stream().mapToInt(entry -> Short.BYTES + entry.size()).sum();
        ByteBuffer content = ByteBuffer.allocate(length);
        for (Bytes entry : entries) {
            content.putShort((short) entry.size()).put(entry.toByteArray());
        }
        return Bytes.of(content.array());
    }

    /** {@return the entries}; throws IllegalArgumentException unless they are {@code width} and none is empty. */
    static List<Bytes> decode(byte[] content, int width) {
        List<Bytes> entries = new ArrayList<>(width);
        decode(content, width, entries);
        return entries;
    }

    /** Adds the entries to the empty list; where it throws, those before the fault are in it. */
    static void decode(byte[] content, int width, List<Bytes> entries) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (entries.size() < width) {
            int length = rest.remaining() < Short.BYTES ? 0 : Short.toUnsignedInt(rest.getShort());
            if (length == 0 || length > rest.remaining()) {
                throw new IllegalArgumentException("entry " + entries.size() + " of the tile: " + length + " bytes of "
                        + rest.remaining() + " left (expected: 1 to 65535, all there)");
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(Bytes.of(entry));
        }
        if (rest.hasRemaining()) {
            throw new IllegalArgumentException(rest.remaining() + " bytes behind the last entry (expected: 0)");
        }
    }
}
