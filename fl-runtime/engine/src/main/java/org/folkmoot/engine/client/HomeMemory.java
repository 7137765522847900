package org.folkmoot.engine.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.DurableFiles;

/**
 * A memory in a client's home folder: one small file, replaced atomically.
 *
 * <p>Guarantees: canonical JSON under a version and a digest; a file that is not exactly what was saved is refused, never
 * read in part. The digest finds accidents, not an owner who deceives himself.
 */
final class HomeMemory implements ClientMemory {
    private static final long VERSION = 1;

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
            return remembered(content(Files.readAllBytes(file)));
        } catch (MalformedJsonException | MalformedNoteException | IllegalArgumentException e) {
            throw new IOException(
                    file + ": " + e.getMessage() + " (expected: what this client saved; without it the client could be "
                            + "shown an older log. Bring the file back, or move it away to begin anew)",
                    e);
        }
    }

    @Override
    public void save(Remembered remembered) throws IOException {
        JsonObject content = json(remembered);
        Files.createDirectories(home);
        DurableFiles.write(
                file,
                Jcs.encode(Json.object()
                        .put("memory", content)
                        .put("sha256", Digest.sha256(Jcs.encode(content)).hex())
                        .put("version", VERSION)
                        .build()));
    }

    @Override
    public void keep(LogHistory.Forked evidence) throws IOException {
        Files.createDirectories(home);
        Path kept = home.resolve("fork-evidence-" + evidence.seen().size() + ".txt");
        if (!Files.exists(kept)) {
            String text = "Two checkpoints of one log and one size, with two roots. Both are signed by its key:\n"
                    + evidence.key().encode() + "\n\n"
                    + evidence.seen().note().utf8() + "\n"
                    + evidence.shown().note().utf8();
            DurableFiles.write(kept, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonObject content(byte[] bytes) throws MalformedJsonException {
        if (!(StrictJson.parseCanonical(bytes) instanceof JsonObject file)) {
            throw new MalformedJsonException("not an object");
        }
        if (file.integer("version") != VERSION) {
            throw new MalformedJsonException("version: " + file.integer("version") + " (expected: " + VERSION + ")");
        }
        file.requireOnly("memory", "sha256", "version");
        JsonObject content = file.object("memory");
        String digest = Digest.sha256(Jcs.encode(content)).hex();
        if (!file.string("sha256").equals(digest)) {
            throw new MalformedJsonException("sha256: " + file.string("sha256") + " (expected: " + digest + ")");
        }
        return content;
    }

    private static JsonObject json(Remembered remembered) {
        JsonObjectBuilder json = Json.object();
        Acquaintance known = remembered.acquaintance();
        if (known != null) {
            json.put("logKey", known.logKey())
                    .put("checkpoint", known.seen().note().utf8())
                    .put("course", json(known.course()));
            GivenAnswer unsettled = known.unsettled();
            if (unsettled != null) {
                json.put("unsettled", json(unsettled));
            }
        }
        if (remembered.violation() != null) {
            json.put("violation", remembered.violation());
        }
        return json.build();
    }

    private static JsonObject json(Course course) {
        JsonObjectBuilder json = Json.object()
                .put("round", course.round())
                .put("model", course.model().hex())
                .put("dismissed", course.dismissed());
        AttemptId answered = course.answered();
        if (answered != null) {
            json.put(
                    "answered",
                    Json.object()
                            .put("round", answered.round())
                            .put("attempt", answered.attempt())
                            .build());
        }
        return json.build();
    }

    private static JsonObject json(GivenAnswer given) {
        return Json.object()
                .put("statement", CanonicalStatement.toJson(given.signed().statement()))
                .put("signature", given.signed().signature().hex())
                .put(
                        "admitted",
                        Json.strings(given.admitted().stream()
                                .map(RejectionReason::word)
                                .toList()))
                .build();
    }

    private static Remembered remembered(JsonObject json) throws MalformedJsonException, MalformedNoteException {
        json.requireOnly("logKey", "checkpoint", "course", "unsettled", "violation");
        return new Remembered(
                json.has("logKey") ? acquaintance(json) : null,
                json.has("violation") ? json.string("violation") : null);
    }

    private static Acquaintance acquaintance(JsonObject json) throws MalformedJsonException, MalformedNoteException {
        SignedCheckpoint seen = Checkpoints.parseUnverified(Bytes.utf8(json.string("checkpoint")));
        return new Acquaintance(
                VerifierKey.parse(json.string("logKey")).encode(),
                seen,
                course(json.object("course")),
                json.has("unsettled") ? given(json.object("unsettled")) : null);
    }

    private static Course course(JsonObject json) throws MalformedJsonException {
        json.requireOnly("round", "model", "dismissed", "answered");
        return new Course(
                Fields.count(json, "round"),
                Fields.digest(json, "model"),
                json.has("answered") ? attempt(json.object("answered")) : null,
                Fields.count(json, "dismissed"));
    }

    private static AttemptId attempt(JsonObject json) throws MalformedJsonException {
        json.requireOnly("round", "attempt");
        return new AttemptId(Fields.count(json, "round"), Fields.count(json, "attempt"));
    }

    private static GivenAnswer given(JsonObject json) throws MalformedJsonException {
        json.requireOnly("statement", "signature", "admitted");
        SortedSet<RejectionReason> admitted = new TreeSet<>();
        for (String word : json.array("admitted").strings()) {
            admitted.add(reason(word));
        }
        return new GivenAnswer(
                new SignedStatement(
                        CanonicalStatement.fromJson(json.object("statement")), Fields.hex(json, "signature")),
                admitted);
    }

    private static RejectionReason reason(String word) throws MalformedJsonException {
        return RejectionReason.of(word)
                .orElseThrow(() -> new MalformedJsonException("admitted: " + word + " (expected: a reason word)"));
    }
}
