package org.folkmoot.engine.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.core.storage.FolderBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in a client's home folder: {@code rules.json} names vectors that lie in {@code rules/}, each under its digest.
 *
 * <p>Guarantees: durable when a method returns; after a crash either what held before or what holds now; a vector that was
 * changed is refused. Vectors that nothing names any more are removed.
 */
public final class HomeRuleMemory implements RuleMemory {
    private final Path home;
    private final Path file;

    /** Remembers under this home. */
    public HomeRuleMemory(Path home) {
        this.home = home;
        this.file = home.resolve("rules.json");
    }

    /**
     * What the file says.
     *
     * @param current names what holds
     * @param attempt the attempt for which something is set aside; null for none
     * @param proposed names what is set aside
     */
    private record Kept(
            SortedMap<String, CanonicalState.Slot> current,
            @Nullable AttemptId attempt,
            SortedMap<String, CanonicalState.Slot> proposed) {}

    @Override
    public SortedMap<String, ParameterVector> current() throws IOException {
        SortedMap<String, ParameterVector> vectors = new TreeMap<>();
        Kept kept = read();
        if (kept.current().isEmpty()) {
            return vectors;
        }
        try (FolderBlobStore blobs = blobs()) {
            for (Map.Entry<String, CanonicalState.Slot> slot : kept.current().entrySet()) {
                byte[] bytes = blobs.get(slot.getValue().vector());
                vectors.put(
                        slot.getKey(), ParameterVector.fromBytes(slot.getValue().layout(), bytes));
            }
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
        return vectors;
    }

    @Override
    public void propose(AttemptId attempt, SortedMap<String, ParameterVector> own) throws IOException {
        Kept kept = read();
        if (own.isEmpty() && kept.current().isEmpty() && kept.attempt() == null) {
            return;
        }
        SortedMap<String, CanonicalState.Slot> named = new TreeMap<>();
        try (FolderBlobStore blobs = blobs()) {
            for (Map.Entry<String, ParameterVector> slot : own.entrySet()) {
                blobs.put(slot.getValue());
                named.put(slot.getKey(), CanonicalState.Slot.of(slot.getValue()));
            }
            blobs.force();
        }
        write(new Kept(kept.current(), attempt, named));
        forget(vectorsOf(kept.proposed()), vectorsOf(kept.current()), vectorsOf(named));
    }

    @Override
    public void settle(AttemptId attempt, boolean counted) throws IOException {
        Kept kept = read();
        if (!attempt.equals(kept.attempt())) {
            return;
        }
        SortedMap<String, CanonicalState.Slot> holds = counted ? kept.proposed() : kept.current();
        write(new Kept(holds, null, new TreeMap<>()));
        Set<Digest> gone = vectorsOf(kept.proposed());
        gone.addAll(vectorsOf(kept.current()));
        forget(gone, vectorsOf(holds), Set.of());
    }

    private void forget(Set<Digest> before, Set<Digest> holds, Set<Digest> proposed) throws IOException {
        before.removeAll(holds);
        before.removeAll(proposed);
        if (before.isEmpty()) {
            return;
        }
        try (FolderBlobStore blobs = blobs()) {
            for (Digest vector : before) {
                blobs.delete(vector);
            }
        }
    }

    private FolderBlobStore blobs() throws IOException {
        return FolderBlobStore.open(home.resolve("rules"));
    }

    private Kept read() throws IOException {
        if (!Files.exists(file)) {
            return new Kept(new TreeMap<>(), null, new TreeMap<>());
        }
        try {
            JsonObject json = Fields.object(StrictJson.parseCanonical(Files.readAllBytes(file)));
            json.requireOnly("attempt", "current", "proposed", "round");
            AttemptId attempt = json.has("round")
                    ? new AttemptId(Fields.count(json, "round"), Fields.count(json, "attempt"))
                    : null;
            return new Kept(slots(json.object("current")), attempt, slots(json.object("proposed")));
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private void write(Kept kept) throws IOException {
        JsonObjectBuilder json =
                Json.object().put("current", json(kept.current())).put("proposed", json(kept.proposed()));
        AttemptId attempt = kept.attempt();
        if (attempt != null) {
            json.put("round", attempt.round()).put("attempt", attempt.attempt());
        }
        Files.createDirectories(home);
        DurableFiles.write(file, Jcs.encode(json.build()));
    }

    private IOException unusable(Exception cause) {
        return new IOException(file + ": " + cause.getMessage() + " (expected: what this client saved)", cause);
    }

    private static JsonObject json(SortedMap<String, CanonicalState.Slot> slots) {
        JsonObjectBuilder json = Json.object();
        slots.forEach((name, slot) -> json.put(name, slot.toJson()));
        return json.build();
    }

    private static SortedMap<String, CanonicalState.Slot> slots(JsonObject json) throws MalformedJsonException {
        SortedMap<String, CanonicalState.Slot> slots = new TreeMap<>();
        for (String name : json.members().keySet()) {
            slots.put(name, CanonicalState.Slot.fromJson(json.object(name)));
        }
        return slots;
    }

    private static Set<Digest> vectorsOf(SortedMap<String, CanonicalState.Slot> slots) {
        Set<Digest> vectors = new TreeSet<>();
        slots.values().forEach(slot -> vectors.add(slot.vector()));
        return vectors;
    }
}
