package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.json.MalformedJsonException;

/** Keeps the states between rounds as blobs: the vectors, and a descriptor that names them. */
public final class StateStore {
    private final BlobStore blobs;

    public StateStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** {@return the description of a state that is now stored}; durable after the store's force. */
    public CanonicalState save(RoundState state) throws IOException {
        Digest model = blobs.put(state.model());
        SortedMap<String, CanonicalState.Slot> slots = new TreeMap<>();
        for (Map.Entry<String, ParameterVector> slot : state.slots().entrySet()) {
            blobs.put(slot.getValue());
            slots.put(slot.getKey(), CanonicalState.Slot.of(slot.getValue()));
        }
        CanonicalState description = new CanonicalState(model, slots);
        blobs.put(description.bytes());
        return description;
    }

    /** {@return the state with this digest} */
    public RoundState load(Digest digest, ParameterLayout layout) throws IOException {
        CanonicalState description = describe(digest);
        try {
            SortedMap<String, ParameterVector> slots = new TreeMap<>();
            for (Map.Entry<String, CanonicalState.Slot> slot :
                    description.slots().entrySet()) {
                slots.put(
                        slot.getKey(),
                        vector(slot.getValue().vector(), slot.getValue().layout()));
            }
            return new RoundState(vector(description.model(), layout), slots);
        } catch (IllegalArgumentException e) {
            throw new IOException("state " + digest + ": " + e.getMessage(), e);
        }
    }

    /** {@return what names the vectors of the state with this digest} */
    CanonicalState describe(Digest digest) throws IOException {
        try {
            return CanonicalState.parse(blobs.get(digest));
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new IOException("state " + digest + ": " + e.getMessage(), e);
        }
    }

    private ParameterVector vector(Digest digest, ParameterLayout layout) throws IOException {
        return ParameterVector.fromBytes(layout, blobs.get(digest));
    }
}
