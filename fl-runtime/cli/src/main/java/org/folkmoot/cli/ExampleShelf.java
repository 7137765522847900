package org.folkmoot.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** The examples on the class path and in one jar beside it. */
final class ExampleShelf implements AutoCloseable {
    private static final String JAR = "folkmoot-examples.jar";
    private static final Path BUILT = Path.of("examples", "target", JAR);

    private final URLClassLoader loader;
    private final SortedMap<String, Example> examples;

    private ExampleShelf(URLClassLoader loader, SortedMap<String, Example> examples) {
        this.loader = loader;
        this.examples = Collections.unmodifiableSortedMap(examples);
    }

    /** {@return the examples on the class path, and in the jar where there is one} */
    static ExampleShelf open(Optional<Path> jar) throws InvalidProofException {
        URL[] urls = jar.isPresent() ? new URL[] {url(jar.get())} : new URL[0];
        URLClassLoader loader = new URLClassLoader(urls, ExampleShelf.class.getClassLoader());
        try {
            SortedMap<String, Example> examples = new TreeMap<>();
            for (Example example : ServiceLoader.load(Example.class, loader)) {
                examples.putIfAbsent(example.name(), example);
            }
            return new ExampleShelf(loader, examples);
        } catch (ServiceConfigurationError e) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE,
                    jar.map(Path::toString).orElse("class path"),
                    "its examples do not load: " + e.getMessage(),
                    e);
        }
    }

    private static URL url(Path jar) throws InvalidProofException {
        try {
            if (!Files.isRegularFile(jar)) {
                throw new NoSuchFileException(jar.toString());
            }
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw Failures.unreadable(jar, e);
        }
    }

    /**
     * {@return the jar that a build of the repository leaves, if it is where one would look for it}
     *
     * @param command where the command's own jar is
     */
    static Optional<Path> usualJar(Optional<Path> command) {
        Stream<Path> near = command.stream()
                .map(jar -> jar.toAbsolutePath().normalize())
                .flatMap(jar -> Stream.of(
                        jar.resolveSibling(JAR),
                        jar.resolveSibling(Path.of("..", "..", "..").resolve(BUILT))
                                .normalize()));
        return Stream.concat(near, Stream.of(BUILT))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    Optional<Example> find(String name) {
        return Optional.ofNullable(examples.get(name));
    }

    /** {@return names and summaries, line by line, sorted} */
    List<String> lines() {
        int width = examples.keySet().stream().mapToInt(String::length).max().orElse(0);
        return examples.values().stream()
                .map(example -> "  " + example.name()
                        + " ".repeat(width - example.name().length()) + "  " + example.summary())
                .toList();
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    /** {@return what the examples' classes are loaded by} */
    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
