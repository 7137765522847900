package org.folkmoot.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.folkmoot.audit.log.TileSource;
import org.folkmoot.audit.mirror.HttpTiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds a published log by an address or a folder. */
final class SourceFiles {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String CHECKPOINT = "checkpoint";

    private SourceFiles() {}

    /** {@return the log at this address, or in this run, ledger or log folder} */
    static TileSource of(String source, CommandSpec spec) {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            try {
                return HttpTiles.at(URI.create(source), TIMEOUT);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "SOURCE: " + e.getMessage(), e);
            }
        }
        Path path = Path.of(source);
        for (Path log : List.of(path.resolve("ledger").resolve("log"), path.resolve("log"), path)) {
            if (Files.isRegularFile(log.resolve(CHECKPOINT))) {
                return TileSource.folder(log);
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "SOURCE: no log in " + source + " (expected: a run, ledger or log folder, or an address)");
    }
}
