package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.Journal;

/**
 * Says, after a crash, whether an attempt had been opened. The log decides how it ended: if the attempt's proof is
 * there the attempt is finished, if not it is abandoned.
 */
public final class RunJournal implements AutoCloseable {
    /** Rewritten after so many attempts, so that it stays small. */
    private static final int COMPACT_AFTER = 256;

    private final Journal journal;
    private Optional<Opened> opened;
    private int records;

    private RunJournal(Journal journal, Optional<Opened> opened, int records) {
        this.journal = journal;
        this.opened = opened;
        this.records = records;
    }

    public static RunJournal open(Path file) throws IOException {
        Journal journal = Journal.open(file);
        List<byte[]> all = journal.records();
        Optional<Opened> last = all.isEmpty() ? Optional.empty() : Optional.of(parse(all.get(all.size() - 1)));
        return new RunJournal(journal, last, all.size());
    }

    /** {@return the newest attempt that was opened} */
    public Optional<Opened> lastOpened() {
        return opened;
    }

    /**
     * An attempt that began.
     *
     * @param attempt round and attempt
     * @param program digest of what it ran
     */
    public record Opened(AttemptId attempt, Digest program) {}

    /** Notes that an attempt begins; durable when it returns. */
    public void opened(AttemptId attempt, Digest program) throws IOException {
        byte[] record = Jcs.encode(Json.object()
                .put("round", attempt.round())
                .put("attempt", attempt.attempt())
                .put("program", program.hex())
                .build());
        if (records >= COMPACT_AFTER) {
            journal.rewrite(List.of(record));
            records = 1;
        } else {
            journal.append(record);
            journal.force();
            records++;
        }
        opened = Optional.of(new Opened(attempt, program));
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    private static Opened parse(byte[] record) throws IOException {
        try {
            if (StrictJson.parse(record) instanceof JsonObject json) {
                AttemptId attempt =
                        new AttemptId(Math.toIntExact(json.integer("round")), Math.toIntExact(json.integer("attempt")));
                return new Opened(attempt, Digest.parse(json.string("program")));
            }
            throw new MalformedJsonException("not an object");
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("run journal: " + e.getMessage() + " (expected: an opened attempt)", e);
        }
    }
}
