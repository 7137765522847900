package org.folkmoot.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a run leaves behind: {@code ledger/}, {@code model/}, {@code report.html}, and a mark that an example
 * made it.
 */
final class RunFolder {
    private static final String MARK = ".folkmoot-run";
    private static final Set<String> PARTS = Set.of(MARK, "ledger", "model", "report.html");

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * {@return an empty run folder in this place} What an earlier run left there is deleted.
     *
     * @throws IOException if something lies there that no example made; it is not touched
     */
    static RunFolder fresh(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireOwn(path);
            delete(path);
        }
        Files.createDirectories(path);
        Files.writeString(path.resolve(MARK), "Made by an example of Folkmoot, which deletes it when it runs again.\n");
        return new RunFolder(path);
    }

    private static void requireOwn(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + ": not a folder (expected: a run folder, an empty one or none)");
        }
        List<String> names;
        try (Stream<Path> entries = Files.list(path)) {
            names = entries.map(Path::getFileName).map(String::valueOf).sorted().toList();
        }
        if (!names.isEmpty() && !(names.contains(MARK) && PARTS.containsAll(names))) {
            throw new IOException(path + ": holds " + names
                    + ", so it is not, or not only, what an example left there (expected: a run folder, an empty one or"
                    + " none); nothing was deleted");
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path path() {
        return path;
    }

    Path ledger() {
        return path.resolve("ledger");
    }

    Path model() {
        return path.resolve("model");
    }

    Path report() {
        return path.resolve("report.html");
    }
}
