package org.folkmoot.audit.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.merkle.MerkleHash;

/** Writes the tiles of a growing log, reading the entries back from its journal. */
final class TileWriter {
    private final PublishedFolder folder;
    private final LeafJournal journal;
    private final HashTiles hashes = new HashTiles();
    private final Map<Tile, Bytes> pending = new LinkedHashMap<>();
    private long size;

    TileWriter(PublishedFolder folder, LeafJournal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** Takes the journal's leaves up to this size into the tiles and writes those that differ from what is stored. */
    void extendTo(long newSize) throws IOException {
        List<Bytes> read = new ArrayList<>();
        while (size < newSize) {
            byte[] leaf = journal.read(size);
            read.add(Bytes.of(leaf));
            hashes.add(MerkleHash.leaf(leaf), pending);
            size++;
            if (size % Tile.WIDTH == 0) {
                putEntries(Tile.WIDTH, read);
                read.clear();
                flush();
            }
        }
        hashes.putPartials(pending);
        if (size % Tile.WIDTH > 0) {
            putEntries((int) (size % Tile.WIDTH), read);
        }
        flush();
    }

    /** The last tile begins with what the journal holds and ends with what was just read from it. */
    private void putEntries(int width, List<Bytes> read) throws IOException {
        List<Bytes> entries = new ArrayList<>(width);
        for (long index = size - width; index < size - read.size(); index++) {
            entries.add(Bytes.of(journal.read(index)));
        }
        entries.addAll(read);
        pending.put(new Tile(Tile.ENTRIES, (size - 1) / Tile.WIDTH, width), EntryTile.encode(entries));
    }

    private void flush() throws IOException {
        Iterator<Map.Entry<Tile, Bytes>> tiles = pending.entrySet().iterator();
        while (tiles.hasNext()) {
            Map.Entry<Tile, Bytes> next = tiles.next();
            folder.put(next.getKey(), next.getValue());
            tiles.remove();
        }
    }

    /** {@return the hashes of the leaves taken in so far} */
    HashTiles hashes() {
        return hashes;
    }
}
