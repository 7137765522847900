package org.folkmoot.audit.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.log.ForkedLogException;
import org.folkmoot.audit.log.InvalidLogException;
import org.folkmoot.audit.log.LogMirror;
import org.folkmoot.audit.log.LogReader;
import org.folkmoot.audit.log.OlderLogException;
import org.folkmoot.audit.log.TileSource;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.storage.DurableFiles;

/**
 * Looks at a log again and again, for somebody who does not trust whoever keeps it: is it still one history, does it still
 * grow, does it keep to the rules, was anything done under my keys?
 *
 * <p>Guarantees: keeps a verified copy ({@code log/}) that only ever grows; where the log forks, both notes are kept
 * as {@code fork-SIZE-ROOT.txt}, which proves it to anyone who has the log's key. A log that shows less than before is
 * reported too, but may be an old copy. It cannot see a history that is only shown
 * to others: that takes witnesses, or several who watch and compare checkpoints.
 */
public final class Monitor {
    private static final String SINCE = "since.txt";
    private static final String LOOKED = "looked.txt";

    private final Path folder;
    private final VerifierKey key;

    private Monitor(Path folder, VerifierKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** {@return a monitor of the log with this key, which keeps what it has seen in this folder} */
    public static Monitor in(Path folder, VerifierKey key) {
        return new Monitor(folder.toAbsolutePath().normalize(), key);
    }

    /**
     * What to look for.
     *
     * @param keys one's own keys, of whose use one wants to hear
     * @param maxAge how long the log may stand still; empty for as long as it likes
     */
    public record Watch(Set<Bytes> keys, Optional<Duration> maxAge) {
        /** Copies the keys. */
        public Watch {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * What was seen.
     *
     * @param report what holds of the log
     * @param before how many leaves it had the last time
     * @param uses what was done under one's own keys since
     * @param since when it was first seen at its present size
     */
    public record Sighting(VerificationReport report, long before, List<KeyUse> uses, Instant since) {
        /** Copies the uses. */
        public Sighting {
            uses = List.copyOf(uses);
        }
    }

    /**
     * Looks once. {@return what was seen}
     *
     * @param source where the log is published
     * @param watch what to look for
     * @param now the time
     * @throws InvalidProofException if the log is forked, was set back, is not what it signs, breaks the rules, or stands
     *     still for too long
     */
    public Sighting look(TileSource source, Watch watch, Instant now) throws InvalidProofException {
        try {
            LogMirror mirror = LogMirror.in(copy(), key);
            long held = mirror.held().map(SignedCheckpoint::size).orElse(0L);
            long before = looked();
            SignedCheckpoint shown = update(mirror, source);
            Instant since = since(shown, held, now);
            VerificationReport report =
                    LedgerVerifier.of(TrustAnchor.logKey(key)).verify(copy(), VerificationOptions.withoutReplay());
            requireFresh(watch, since, now, shown);
            Sighting seen = new Sighting(report, before, uses(before, shown.size(), watch.keys()), since);
            DurableFiles.write(
                    folder.resolve(LOOKED), Bytes.utf8(shown.size() + "\n").toByteArray());
            return seen;
        } catch (InvalidLogException e) {
            throw new InvalidProofException(FailureKind.LOG_TAMPERED, e.file(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE, "log " + key.name(), String.valueOf(e.getMessage()), e);
        }
    }

    /** {@return up to where was looked} Kept apart from the copy, which may be further after a look that was cut off. */
    private long looked() throws IOException {
        Path file = folder.resolve(LOOKED);
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new IOException(file + ": no number (expected: how many leaves were looked at)", e);
        }
    }

    private Path copy() {
        return folder.resolve("log");
    }

    private SignedCheckpoint update(LogMirror mirror, TileSource source)
            throws IOException, InvalidLogException, InvalidProofException {
        try {
            return mirror.update(source);
        } catch (ForkedLogException e) {
            keep(e);
            throw notOneHistory(e);
        } catch (OlderLogException e) {
            throw notOneHistory(e);
        }
    }

    private InvalidProofException notOneHistory(IOException e) {
        return new InvalidProofException(
                FailureKind.ROLLED_BACK_OR_FORKED, "log " + key.name(), String.valueOf(e.getMessage()), e);
    }

    private void keep(ForkedLogException fork) throws IOException {
        String evidence = fork.seen().note().utf8() + "\n" + fork.shown().note().utf8();
        DurableFiles.write(
                folder.resolve("fork-" + fork.shown().size() + "-"
                        + fork.shown().root().abbreviated() + ".txt"),
                Bytes.utf8(evidence).toByteArray());
    }

    /** A checkpoint does not say when it was signed; what counts is when this monitor first saw it. */
    private Instant since(SignedCheckpoint shown, long before, Instant now) throws IOException {
        Path file = folder.resolve(SINCE);
        if (shown.size() == before && Files.isRegularFile(file)) {
            try {
                return Instant.parse(Files.readString(file).strip());
            } catch (DateTimeParseException e) {
                throw new IOException(file + ": no time (expected: such as 2026-01-31T12:00:00Z)", e);
            }
        }
        DurableFiles.write(file, Bytes.utf8(now + "\n").toByteArray());
        return now;
    }

    private static void requireFresh(Watch watch, Instant since, Instant now, SignedCheckpoint shown)
            throws InvalidProofException {
        Duration age = Duration.between(since, now);
        if (watch.maxAge().isPresent() && age.compareTo(watch.maxAge().get()) > 0) {
            throw new InvalidProofException(
                    FailureKind.STALE,
                    "checkpoint of size " + shown.size(),
                    "unchanged for " + age + " (expected: at most "
                            + watch.maxAge().get() + ")");
        }
    }

    private List<KeyUse> uses(long from, long size, Set<Bytes> keys) throws InvalidLogException, InvalidProofException {
        List<KeyUse> uses = new ArrayList<>();
        if (!keys.isEmpty()) {
            LogReader.open(copy()).<InvalidProofException>forEachEntry(size, (index, bytes) -> {
                if (index >= from) {
                    uses.addAll(usesIn(index, bytes, keys));
                }
            });
        }
        return uses;
    }

    private static List<KeyUse> usesIn(long index, Bytes bytes, Set<Bytes> keys) throws InvalidProofException {
        try {
            return KeyUse.in(index, LeafCodec.parseUnverified(bytes), keys);
        } catch (InvalidLeafException e) {
            throw new InvalidProofException(FailureKind.MALFORMED, "leaf " + index, String.valueOf(e.getMessage()), e);
        }
    }
}
