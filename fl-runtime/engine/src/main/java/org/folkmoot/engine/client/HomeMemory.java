package org.folkmoot.engine.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.DurableFiles;
import org.jspecify.annotations.Nullable;

/** A memory in a client's home folder: one small file, replaced atomically. */
final class HomeMemory implements ClientMemory {
    private final Path home;
    private final Path file;

    HomeMemory(Path home) {
        this.home = home;
        this.file = home.resolve("memory.json");
    }

    @Override
    public Remembered load() throws IOException {
        if (!Files.exists(file)) {
            return Remembered.nothing();
        }
        try {
            return parse(Files.readAllBytes(file));
        } catch (MalformedJsonException | MalformedNoteException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(
                    file + ": " + e.getMessage() + " (expected: what this client saved; it will not go on without)", e);
        }
    }

    @Override
    public void save(Remembered remembered) throws IOException {
        JsonObjectBuilder json = Json.object();
        if (remembered.logKey() != null) {
            json.put("logKey", remembered.logKey());
        }
        if (remembered.seen() != null) {
            json.put("checkpoint", remembered.seen().note().utf8());
        }
        if (remembered.lastAnswered() != null) {
            json.put("round", remembered.lastAnswered().round());
            json.put("attempt", remembered.lastAnswered().attempt());
        }
        Files.createDirectories(home);
        DurableFiles.write(file, Jcs.encode(json.build()));
    }

    private static Remembered parse(byte[] bytes) throws MalformedJsonException, MalformedNoteException {
        if (!(StrictJson.parseCanonical(bytes) instanceof JsonObject json)) {
            throw new MalformedJsonException("not an object");
        }
        json.requireOnly("logKey", "checkpoint", "round", "attempt");
        return new Remembered(json.has("logKey") ? json.string("logKey") : null, checkpoint(json), attempt(json));
    }

    private static @Nullable SignedCheckpoint checkpoint(JsonObject json)
            throws MalformedJsonException, MalformedNoteException {
        return json.has("checkpoint") ? Checkpoints.parseUnverified(Bytes.utf8(json.string("checkpoint"))) : null;
    }

    private static @Nullable AttemptId attempt(JsonObject json) throws MalformedJsonException {
        if (!json.has("round")) {
            return null;
        }
        return new AttemptId(Math.toIntExact(json.integer("round")), Math.toIntExact(json.integer("attempt")));
    }
}
