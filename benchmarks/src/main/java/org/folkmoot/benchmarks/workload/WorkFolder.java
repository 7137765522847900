package org.folkmoot.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the ledgers of one measurement, removed when closed. It lies below the build folder rather than in the
 * system's temporary folder, which may be in memory, where durability costs nothing.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String PROPERTY = "folkmoot.benchmarks.work";

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** {@return where such folders are made: {@code -Dfolkmoot.benchmarks.work}, or below the build folder} */
    public static Path root() {
        return Path.of(System.getProperty(PROPERTY, "benchmarks/target/work"));
    }

    /** {@return a new, empty folder} */
    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory(Files.createDirectories(root()), "run"));
    }

    /** {@return the folder} */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
