package org.folkmoot.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.benchmarks.workload.Cost;
import org.folkmoot.core.storage.FolderBlobStore;

/**
 * What a round cannot do without if its inputs are to be provable and survive a power cut, done alone: the hash of each
 * update and of the new model, once, and their way to the disk.
 */
final class Durability implements AutoCloseable {
    private final FolderBlobStore store;
    private final ParameterLayout layout;
    private final int vectors;
    private int turn;

    Durability(Path folder, ParameterLayout layout, int clients) throws IOException {
        this.store = FolderBlobStore.open(folder);
        this.layout = layout;
        this.vectors = clients + 1;
    }

    /**
     * What it took.
     *
     * @param hashing the vectors of a round, on one thread
     * @param storing them, forced
     */
    record Costs(Cost hashing, Cost storing) {}

    /** Hashes, stores and erases as many vectors as a round does, with values never seen before. */
    Costs run() throws IOException {
        turn++;
        List<ParameterVector> fresh = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            double salt = turn * vectors + i;
            fresh.add(ParameterVector.computed(layout, (from, out, length) -> {
                for (int j = 0; j < length; j++) {
                    out[j] = salt + 1.0 / (from + j + 1);
                }
            }));
        }
        Cost start = Cost.now();
        fresh.forEach(ParameterVector::digest);
        Cost hashed = Cost.now();
        for (ParameterVector vector : fresh) {
            store.put(vector);
        }
        store.force();
        Cost stored = Cost.now();
        for (ParameterVector vector : fresh) {
            store.delete(vector.digest());
        }
        return new Costs(hashed.minus(start), stored.minus(hashed));
    }

    @Override
    public void close() {
        store.close();
    }
}
