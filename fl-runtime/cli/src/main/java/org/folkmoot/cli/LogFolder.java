package org.folkmoot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.log.EntryConsumer;
import org.folkmoot.audit.log.InvalidLogException;
import org.folkmoot.audit.log.LogReader;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** The log in a run, ledger or log folder, read without verifying anything. */
final class LogFolder {
    private static final String CHECKPOINT = "checkpoint";

    private final Path folder;
    private final LogReader reader;

    private LogFolder(Path folder) {
        this.folder = folder;
        this.reader = LogReader.open(folder);
    }

    /** {@return the log that is in this folder, or is it} */
    static LogFolder in(Path path) throws InvalidProofException {
        for (Path log : List.of(path.resolve("ledger").resolve("log"), path.resolve("log"), path)) {
            if (Files.isRegularFile(log.resolve(CHECKPOINT))) {
                return new LogFolder(log);
            }
        }
        String found = Files.exists(path)
                ? "there is no log in it (expected: a run, ledger or log folder)"
                : "there is no such folder";
        throw new InvalidProofException(FailureKind.UNREADABLE, path.toString(), found);
    }

    /** {@return the published checkpoint note} */
    Bytes checkpointNote() throws InvalidProofException {
        try {
            return reader.checkpointNote();
        } catch (InvalidLogException e) {
            throw failure(e);
        }
    }

    /** {@return what the checkpoint claims, by whomever} */
    SignedCheckpoint claimedCheckpoint() throws InvalidProofException {
        try {
            return Checkpoints.parseUnverified(checkpointNote());
        } catch (MalformedNoteException e) {
            throw Failures.malformed(folder.resolve(CHECKPOINT).toString(), e);
        }
    }

    /** Hands over the first {@code size} leaves, in order. */
    void forEachLeaf(long size, EntryConsumer<InvalidProofException> consumer) throws InvalidProofException {
        try {
            reader.forEachEntry(size, consumer);
        } catch (InvalidLogException e) {
            throw failure(e);
        }
    }

    /** {@return the leaf at this place, which the checkpoint says is there} What lies behind it may be unreadable. */
    Bytes leaf(long index) throws InvalidProofException {
        List<Bytes> found = new ArrayList<>(1);
        try {
            reader.<InvalidProofException>forEachEntry(index + 1, (at, bytes) -> {
                if (at == index) {
                    found.add(bytes);
                }
            });
        } catch (InvalidLogException e) {
            if (found.isEmpty()) {
                throw failure(e);
            }
        }
        return found.get(0);
    }

    private InvalidProofException failure(InvalidLogException e) {
        return new InvalidProofException(
                FailureKind.UNREADABLE, folder.resolve(e.file()).toString(), String.valueOf(e.getMessage()), e);
    }
}
