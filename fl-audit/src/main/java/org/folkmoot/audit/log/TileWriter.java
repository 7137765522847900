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
        while (size < newSize) {
            hashes.add(MerkleHash.leaf(journal.read(size)), pending);
            size++;
            if (size % Tile.WIDTH == 0) {
                pending.put(new Tile(Tile.ENTRIES, size / Tile.WIDTH - 1, Tile.WIDTH), entries(size - Tile.WIDTH));
                flush();
            }
        }
        hashes.putPartials(pending);
        if (size % Tile.WIDTH > 0) {
            int width = (int) (size % Tile.WIDTH);
            pending.put(new Tile(Tile.ENTRIES, size / Tile.WIDTH, width), entries(size - width));
        }
        flush();
    }

    private Bytes entries(long from) throws IOException {
        List<Bytes> entries = new ArrayList<>(Tile.WIDTH);
        for (long index = from; index < size; index++) {
            entries.add(Bytes.of(journal.read(index)));
        }
        return EntryTile.encode(entries);
    }

    private void flush() throws IOException {
        Uninterrupted.run(() -> {
            Iterator<Map.Entry<Tile, Bytes>> tiles = pending.entrySet().iterator();
            while (tiles.hasNext()) {
                Map.Entry<Tile, Bytes> next = tiles.next();
                folder.put(next.getKey(), next.getValue());
                tiles.remove();
            }
        });
    }
}
