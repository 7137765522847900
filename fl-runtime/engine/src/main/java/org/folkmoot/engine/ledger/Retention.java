package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.Access;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.storage.BlobMissingException;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.canonical.CanonicalState;

/**
 * Erases updates that the program of their round does not let the coordinator keep any longer.
 *
 * <p>Guarantees: what a state or a round within its retention still refers to stays, also where it has the same content
 * as something to be erased. Erased updates verify as not disclosed. It erases files, not what a disk or a backup may
 * still hold.
 */
public final class Retention {
    private final BlobStore inputs;
    private final RecordStore records;
    private final StateStore states;
    private final ChainLog chainLog;

    /** Looks after these inputs by what this log says. */
    public Retention(BlobStore inputs, ChainLog chainLog) {
        this.inputs = inputs;
        this.records = new RecordStore(inputs);
        this.states = new StateStore(inputs);
        this.chainLog = chainLog;
    }

    /** {@return how many updates were erased} Cost: reads the records of expired rounds; of all rounds if there is anything to erase. */
    public int eraseExpired(Instant now) throws IOException {
        Set<Digest> expired = updatesOf(leaf -> isExpired(leaf, now));
        expired.removeIf(update -> !inputs.contains(update));
        if (expired.isEmpty()) {
            return 0;
        }
        expired.removeAll(updatesOf(leaf -> !isExpired(leaf, now)));
        expired.removeAll(vectorsOfStates());
        for (Digest update : expired) {
            inputs.delete(update);
        }
        inputs.force();
        return expired.size();
    }

    private Set<Digest> updatesOf(Predicate<RoundLeaf> which) throws IOException {
        Set<Digest> updates = new TreeSet<>();
        for (RoundLeaf leaf : chainLog.rounds()) {
            if (which.test(leaf)) {
                updates.addAll(updatesOf(leaf));
            }
        }
        return updates;
    }

    private boolean isExpired(RoundLeaf leaf, Instant now) {
        RoundProgram program = chainLog.chain().program(leaf.program().digest()).orElseThrow(AssertionError::new);
        Access access = program.disclosure().of(Artefact.UPDATES);
        Instant closed = Instant.ofEpochMilli(leaf.clock().closed());
        return access.audience() != Audience.NOBODY
                && closed.plus(access.retentionDays(), ChronoUnit.DAYS).isBefore(now);
    }

    private List<Digest> updatesOf(RoundLeaf leaf) throws IOException {
        try {
            return records.load(leaf.participants().records()).records().stream()
                    .filter(ClientRecord::isIncluded)
                    .map(record -> record.signed().orElseThrow().statement().payload())
                    .toList();
        } catch (BlobMissingException e) {
            return List.of();
        }
    }

    private Collection<Digest> vectorsOfStates() throws IOException {
        Set<Digest> vectors = new TreeSet<>();
        vectors.addAll(vectorsOf(chainLog.chain().charter().initialState()));
        for (RoundLeaf leaf : chainLog.rounds()) {
            vectors.addAll(vectorsOf(leaf.state().after()));
        }
        return vectors;
    }

    private Collection<Digest> vectorsOf(Digest state) throws IOException {
        try {
            CanonicalState described = states.describe(state);
            List<Digest> vectors = new ArrayList<>();
            described.slots().values().forEach(slot -> vectors.add(slot.vector()));
            vectors.add(described.model());
            return vectors;
        } catch (BlobMissingException e) {
            return List.of();
        }
    }
}
