package org.folkmoot.audit.verify;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.log.EntryConsumer;
import org.folkmoot.audit.log.InvalidLogException;
import org.folkmoot.audit.log.LogReader;
import org.folkmoot.audit.log.TileRoots;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** A published log, whose failures are failures of the proof. */
final class LogSource {
    static final String WHERE = "log/";

    private final LogReader reader;

    private LogSource(LogReader reader) {
        this.reader = reader;
    }

    static LogSource open(Path folder) {
        return new LogSource(LogReader.open(folder));
    }

    Bytes checkpointNote() throws InvalidProofException {
        try {
            return reader.checkpointNote();
        } catch (InvalidLogException e) {
            throw failure(e);
        }
    }

    /** Checks that tiles and entries are those of the checkpoint; {@return whether there are newer ones} */
    boolean checkTree(SignedCheckpoint checkpoint) throws InvalidProofException {
        try {
            return reader.checkTree(checkpoint);
        } catch (InvalidLogException e) {
            throw failure(e);
        }
    }

    /** {@return a walk over the leaves of the log of this size, none of which it has passed} */
    LogSoFar beginning(long size) {
        TileRoots roots = reader.roots(size);
        return new LogSoFar(n -> {
            try {
                return roots.root(n);
            } catch (InvalidLogException e) {
                throw failure(e);
            }
        });
    }

    /** Hands over the first {@code size} leaves, in order. */
    void forEachLeaf(long size, EntryConsumer<InvalidProofException> consumer) throws InvalidProofException {
        try {
            reader.forEachEntry(size, consumer);
        } catch (InvalidLogException e) {
            throw failure(e);
        }
    }

    private static InvalidProofException failure(InvalidLogException e) {
        boolean unreadable = e.getCause() instanceof IOException && !(e.getCause() instanceof NoSuchFileException);
        return new InvalidProofException(
                unreadable ? FailureKind.UNREADABLE : FailureKind.LOG_TAMPERED,
                WHERE + e.file(),
                String.valueOf(e.getMessage()),
                e);
    }
}
