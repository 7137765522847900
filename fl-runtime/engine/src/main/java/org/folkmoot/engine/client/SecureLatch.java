package org.folkmoot.engine.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.secure.AlreadyAnsweredException;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Summed;
import org.jspecify.annotations.Nullable;

/**
 * What a client must not say twice in secure collections, and whose sums it helped to unmask; with a home, in a small file
 * there that is replaced atomically. Attempts only go forward: an older one than the newest is not answered at all.
 */
final class SecureLatch implements AnswerLatch {
    private final Optional<Path> file;
    private @Nullable AttemptId newest;
    private final Set<Step> closed = EnumSet.noneOf(Step.class);
    private final List<Summed> sums = new ArrayList<>();

    private SecureLatch(Optional<Path> file) {
        this.file = file;
    }

    /**
     * {@return the latch of a client}
     *
     * @param home its folder; without one the latch ends with the process
     * @throws IOException if what it saved cannot be read; a client without it could be asked twice
     */
    static SecureLatch of(Optional<Path> home) throws IOException {
        SecureLatch latch = new SecureLatch(home.map(folder -> folder.resolve("secure.json")));
        if (latch.file.isPresent() && Files.exists(latch.file.get())) {
            latch.load(latch.file.get());
        }
        return latch;
    }

    @Override
    public synchronized void close(FederationId federation, AttemptId attempt, Step step, Digest what)
            throws AlreadyAnsweredException, IOException {
        int order = newest == null ? 1 : attempt.compareTo(newest);
        if (order < 0 || (order == 0 && closed.contains(step))) {
            throw new AlreadyAnsweredException(
                    word(step) + " in attempt " + attempt + " (answered before: " + newest + ")");
        }
        if (order > 0) {
            newest = attempt;
            closed.clear();
        }
        closed.add(step);
        save();
    }

    @Override
    public synchronized void remember(FederationId federation, Summed summed) throws IOException {
        sums.removeIf(each -> !each.model().equals(summed.model()));
        sums.add(summed);
        save();
    }

    @Override
    public synchronized List<Summed> earlier(FederationId federation, Digest model) {
        return sums.stream().filter(each -> each.model().equals(model)).toList();
    }

    private static String word(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private void save() throws IOException {
        AttemptId attempt = newest;
        if (file.isEmpty() || attempt == null) {
            return;
        }
        List<Json> summed = new ArrayList<>();
        for (Summed each : sums) {
            summed.add(Json.object()
                    .put("all", each.all())
                    .put(
                            "known",
                            Json.strings(each.known().stream().map(Digest::hex).toList()))
                    .put("model", each.model().hex())
                    .build());
        }
        Files.createDirectories(file.get().toAbsolutePath().getParent());
        DurableFiles.write(
                file.get(),
                Jcs.encode(Json.object()
                        .put("attempt", attempt.attempt())
                        .put(
                                "closed",
                                Json.strings(
                                        closed.stream().map(SecureLatch::word).toList()))
                        .put("round", attempt.round())
                        .put("sums", Json.array(summed))
                        .build()));
    }

    private void load(Path saved) throws IOException {
        try {
            JsonObject json = Fields.object(StrictJson.parseCanonical(Files.readAllBytes(saved)));
            json.requireOnly("attempt", "closed", "round", "sums");
            newest = new AttemptId(Fields.count(json, "round"), Fields.count(json, "attempt"));
            for (String word : json.array("closed").strings()) {
                closed.add(Step.valueOf(word.toUpperCase(Locale.ROOT)));
            }
            for (JsonObject each : json.array("sums").objects()) {
                SortedSet<Digest> known = new TreeSet<>();
                for (String hex : each.array("known").strings()) {
                    known.add(Digest.parse(hex));
                }
                sums.add(new Summed(Fields.digest(each, "model"), known, each.bool("all")));
            }
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new IOException(
                    saved + ": " + e.getMessage() + " (expected: what this client saved; without it the client could be"
                            + " asked twice. Bring the file back, or move it away to begin anew)",
                    e);
        }
    }
}
