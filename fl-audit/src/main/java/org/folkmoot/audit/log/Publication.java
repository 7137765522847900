package org.folkmoot.audit.log;

import java.io.IOException;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.core.merkle.TreeProofs;

/**
 * The published part of an open log: tiles and a signed checkpoint over the first leaves of its journal, each of which is
 * durable before a checkpoint covers it.
 *
 * <p>After a failure it must not be extended again: what it wrote last may or may not be seen by others. Memory: one tile
 * per level, and a few that are kept for reading. Safe for several threads.
 */
final class Publication {
    private final PublishedFolder folder;
    private final TileWriter tiles;
    private final StoredTree tree;
    private final TreeProofs<IOException> proofs;
    private final Ed25519Key key;
    private final String origin;
    private SignedCheckpoint checkpoint;

    private Publication(PublishedFolder folder, LeafJournal journal, Ed25519Key key, SignedCheckpoint checkpoint) {
        this.folder = folder;
        this.tiles = new TileWriter(folder, journal);
        this.tree = new StoredTree(folder, tiles.hashes());
        this.proofs = TreeProofs.over(tree);
        this.key = key;
        this.origin = journal.origin();
        this.checkpoint = checkpoint;
    }

    /**
     * {@return the publication of all leaves of a journal, made good where a crash damaged it}
     *
     * @param last the checkpoint signed last, which the journal's leaves bear out; that over nothing in a new log
     */
    static Publication open(PublishedFolder folder, LeafJournal journal, Ed25519Key key, SignedCheckpoint last)
            throws IOException {
        Publication publication = new Publication(folder, journal, key, last);
        publication.tiles.extendTo(journal.size());
        publication.write(journal.size() == last.size() ? last : publication.sign(journal.size()));
        folder.prune(journal.size());
        return publication;
    }

    /** {@return the published checkpoint} */
    synchronized SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** {@return a published checkpoint over so many leaves, or more} */
    synchronized SignedCheckpoint cover(long size) throws IOException {
        long before = checkpoint.size();
        if (before < size) {
            tiles.extendTo(size);
            write(sign(size));
            removeSuperseded(before);
        }
        return checkpoint;
    }

    /** Publishes another note over the same tree. */
    synchronized void write(SignedCheckpoint next) throws IOException {
        folder.writeCheckpoint(next.note());
        checkpoint = next;
    }

    private SignedCheckpoint sign(long size) {
        return Checkpoints.sign(origin, size, tiles.hashes().root(), key);
    }

    private void removeSuperseded(long oldSize) throws IOException {
        for (Tile tile : Tile.partials(oldSize)) {
            if (!tile.isOf(checkpoint.size())) {
                folder.delete(tile);
            }
        }
    }

    /** {@return the hash of a leaf that the checkpoint covers} */
    synchronized Digest leafHash(long index) throws IOException {
        return tree.root(0, index);
    }

    synchronized List<Digest> inclusionPath(long index, long size) throws IOException {
        return proofs.inclusion(index, size).path();
    }

    synchronized List<Digest> consistencyPath(long from, long to) throws IOException {
        return proofs.consistency(from, to).path();
    }
}
