package org.folkmoot.audit.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.release.ReleaseCheck;

/**
 * Where the parts of a ledger are.
 *
 * @param log the log in C2SP tlog-tiles layout
 * @param inputs private inputs, where they are at hand
 * @param model the released model, where it is at hand
 * @param signature the signature over it, where there is one
 * @param logKeyFiles where the folder claims a key; all must claim the same
 */
record LedgerFolder(
        Path log, Optional<Path> inputs, Optional<Path> model, Optional<Path> signature, List<Path> logKeyFiles) {
    private static final String CHECKPOINT = "checkpoint";
    private static final String KEY_FILE = "log.vkey";

    /** Finds the parts in a run folder (with {@code ledger/}), a ledger folder (with {@code log/}) or a bare log. */
    static LedgerFolder locate(Path folder) throws InvalidProofException {
        Path ledger = folder.resolve("ledger");
        if (Files.isDirectory(ledger.resolve("log"))) {
            return of(folder, ledger, ledger.resolve("log"));
        }
        if (Files.isDirectory(folder.resolve("log"))) {
            return of(folder, folder, folder.resolve("log"));
        }
        if (Files.isRegularFile(folder.resolve(CHECKPOINT))) {
            return of(folder, folder, folder);
        }
        throw new InvalidProofException(
                FailureKind.UNREADABLE,
                folder.toString(),
                "neither ledger/, log/ nor checkpoint in it (expected: a run, ledger or log folder)");
    }

    private static LedgerFolder of(Path run, Path ledger, Path log) {
        List<Path> keys = Stream.of(run, ledger, log)
                .map(place -> place.resolve(KEY_FILE))
                .filter(Files::exists)
                .distinct()
                .toList();
        return new LedgerFolder(
                log,
                present(ledger.resolve("inputs")),
                present(run.resolve("model")),
                present(run.resolve(ReleaseCheck.FILE)),
                keys);
    }

    private static Optional<Path> present(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }
}
