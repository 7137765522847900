package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.FullSubtrees;

/**
 * The full subtrees of a log, read back from its published tiles; in memory are the tiles being filled and a few others.
 *
 * <p>A tile that is read is held against its root, which stands in the tile above it, and so on up to a tile in memory:
 * what comes out is what was put in, or an IOException. Not thread safe.
 */
final class StoredTree implements FullSubtrees<IOException> {
    private static final int HEIGHT_OF_TILE = Integer.numberOfTrailingZeros(Tile.WIDTH);
    private static final int KEPT_TILES = 16;

    private final PublishedFolder folder;
    private final HashTiles hashes;
    private final Map<Tile, List<Digest>> kept = new LinkedHashMap<>(KEPT_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, List<Digest>> eldest) {
            return size() > KEPT_TILES;
        }
    };

    StoredTree(PublishedFolder folder, HashTiles hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    @Override
    public Digest root(int height, long index) throws IOException {
        int level = height / HEIGHT_OF_TILE;
        int rest = height % HEIGHT_OF_TILE;
        long first = index << rest;
        int from = (int) (first % Tile.WIDTH);
        return HashTiles.root(nodes(level, first / Tile.WIDTH).subList(from, from + (1 << rest)));
    }

    private List<Digest> nodes(int level, long tile) throws IOException {
        return hashes.isOpen(level, tile) ? hashes.open(level) : full(new Tile(level, tile, Tile.WIDTH));
    }

    private List<Digest> full(Tile tile) throws IOException {
        List<Digest> nodes = kept.get(tile);
        if (nodes == null) {
            nodes = read(tile);
            Digest above = nodes(tile.level() + 1, tile.index() / Tile.WIDTH).get((int) (tile.index() % Tile.WIDTH));
            if (!HashTiles.root(nodes).equals(above)) {
                throw new IOException(tile.path() + ": other hashes than were written (expected: reopening mends it)");
            }
            kept.put(tile, nodes);
        }
        return nodes;
    }

    private List<Digest> read(Tile tile) throws IOException {
        byte[] content = Files.readAllBytes(folder.root().resolve(tile.path()));
        if (content.length != Tile.WIDTH * Digest.BYTES) {
            throw new IOException(tile.path() + ": " + content.length + " bytes (expected: reopening mends it)");
        }
        List<Digest> nodes = new ArrayList<>(Tile.WIDTH);
        for (int at = 0; at < content.length; at += Digest.BYTES) {
            nodes.add(Digest.of(Arrays.copyOfRange(content, at, at + Digest.BYTES)));
        }
        return nodes;
    }
}
