package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.util.List;
import org.folkmoot.api.storage.BlobMissingException;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;

/** Reads back the client records that proofs commit to. */
public final class RecordStore {
    private final BlobStore blobs;

    /** Reads from this store. */
    public RecordStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * {@return the records of an attempt; none where it committed to none}
     *
     * @throws BlobMissingException if they are no longer kept
     * @throws IOException if they cannot be read
     */
    public RecordSet load(RoundLeaf.Records committed) throws IOException {
        if (committed.count() == 0) {
            return RecordSet.of(List.of());
        }
        try {
            return RecordSet.parse(blobs.get(committed.sha256()));
        } catch (MalformedLeafException e) {
            throw new IOException("records " + committed.sha256() + ": " + e.getMessage(), e);
        }
    }
}
