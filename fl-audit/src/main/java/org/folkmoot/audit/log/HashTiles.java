package org.folkmoot.audit.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.jspecify.annotations.Nullable;

/**
 * Turns leaf hashes, one by one, into the hash tiles of the log and its root; memory is one tile per level.
 *
 * <p>A full tile becomes one node of the level above. The root of a tree is that of its highest level's nodes, with the
 * incomplete rest below standing as one more node on the right: cutting a list of nodes at the largest power of two is
 * cutting the leaves below them at the largest power of two (RFC 6962 §2.1).
 */
final class HashTiles {
    private final List<Level> levels = new ArrayList<>();

    /** Adds a leaf; the tiles that it completes are put into the map. */
    void add(Digest leafHash, Map<Tile, Bytes> completed) {
        Digest node = leafHash;
        for (int height = 0; node != null; height++) {
            if (levels.size() == height) {
                levels.add(new Level());
            }
            node = add(height, node, completed);
        }
    }

    /** {@return the node of the level above, if the tile is full now} */
    private @Nullable Digest add(int height, Digest node, Map<Tile, Bytes> completed) {
        Level level = levels.get(height);
        level.nodes.add(node);
        if (level.nodes.size() < Tile.WIDTH) {
            return null;
        }
        completed.put(new Tile(height, level.tiles, Tile.WIDTH), content(level.nodes));
        Digest parent = root(level.nodes);
        level.nodes.clear();
        level.tiles++;
        return parent;
    }

    /** Puts the incomplete tiles into the map. */
    void putPartials(Map<Tile, Bytes> partials) {
        for (int height = 0; height < levels.size(); height++) {
            Level level = levels.get(height);
            if (!level.nodes.isEmpty()) {
                partials.put(new Tile(height, level.tiles, level.nodes.size()), content(level.nodes));
            }
        }
    }

    /** {@return the root over all leaves added} */
    Digest root() {
        Digest rest = null;
        for (Level level : levels) {
            List<Digest> nodes = new ArrayList<>(level.nodes);
            if (rest != null) {
                nodes.add(rest);
            }
            rest = nodes.isEmpty() ? null : root(nodes);
        }
        return rest == null ? MerkleHash.emptyRoot() : rest;
    }

    /** {@return whether the tile is the one being filled on its level} */
    boolean isOpen(int level, long tile) {
        return level < levels.size() && tile == levels.get(level).tiles;
    }

    /** {@return the nodes of the tile being filled on this level} */
    List<Digest> open(int level) {
        return Collections.unmodifiableList(levels.get(level).nodes);
    }

    /** {@return the root over these nodes} */
    static Digest root(List<Digest> nodes) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        nodes.forEach(tree::append);
        return tree.root();
    }

    private static Bytes content(List<Digest> nodes) {
        byte[] content = new byte[nodes.size() * Digest.BYTES];
        for (int i = 0; i < nodes.size(); i++) {
            System.arraycopy(nodes.get(i).bytes(), 0, content, i * Digest.BYTES, Digest.BYTES);
        }
        return Bytes.of(content);
    }

    /** The tile being filled on one level. */
    private static final class Level {
        private final List<Digest> nodes = new ArrayList<>(Tile.WIDTH);
        private long tiles;
    }
}
