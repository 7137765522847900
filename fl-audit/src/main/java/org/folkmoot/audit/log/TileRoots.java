package org.folkmoot.audit.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.TreeProofs;

/**
 * The roots that a published log had at earlier sizes, read from its hash tiles.
 *
 * <p>Guarantee: memory is that of a few tiles, whatever the size. What comes is what the folder holds: it is the log's
 * only after {@link LogReader#checkTree} returned for a checkpoint of at least that size. Not thread safe.
 */
public final class TileRoots {
    private static final int HEIGHT_OF_TILE = Integer.numberOfTrailingZeros(Tile.WIDTH);
    private static final int KEPT_TILES = 16;

    private final TileReader tiles;
    private final long size;
    private final TreeProofs<InvalidLogException> proofs = TreeProofs.over(this::subtree);
    private final Map<Tile, Bytes> kept = new LinkedHashMap<>(KEPT_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, Bytes> eldest) {
            return size() > KEPT_TILES;
        }
    };

    TileRoots(TileReader tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** {@return the root over the first {@code n} leaves, {@code n} in [0, size]} */
    public Digest root(long n) throws InvalidLogException {
        if (n < 0 || n > size) {
            throw new IllegalArgumentException("n: " + n + " (expected: in [0, " + size + "])");
        }
        return proofs.root(n);
    }

    private Digest subtree(int height, long index) throws InvalidLogException {
        int rest = height % HEIGHT_OF_TILE;
        long first = index << rest;
        Tile tile = new Tile(height / HEIGHT_OF_TILE, first / Tile.WIDTH, Tile.WIDTH).successor(size);
        Bytes nodes = kept.get(tile);
        if (nodes == null) {
            nodes = tiles.hashes(tile);
            kept.put(tile, nodes);
        }
        return HashTiles.root(digests(nodes.toByteArray(), (int) (first % Tile.WIDTH), 1 << rest));
    }

    private static List<Digest> digests(byte[] nodes, int from, int count) {
        List<Digest> digests = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            digests.add(Digest.of(Arrays.copyOfRange(nodes, i * Digest.BYTES, (i + 1) * Digest.BYTES)));
        }
        return digests;
    }
}
