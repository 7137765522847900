package org.folkmoot.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.engine.FederationFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot run}: starts an example. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "Run an example. Without a name: list them.",
        footer = {"", "The exit code is that of the example; 1 if it failed, 2 if there is none of that name."})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "EXAMPLE", description = "The name of the example.")
    private @Nullable String name;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments for the example; write -- before them.")
    private List<String> args = new ArrayList<>();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The jar with the examples. Default: folkmoot-examples.jar beside folkmoot.jar, or where the"
                    + " repository's build leaves it.")
    private @Nullable Path jar;

    @Override
    public Integer call() throws Exception {
        Optional<Path> found = Optional.ofNullable(jar).or(() -> ExampleShelf.usualJar(ownJar()));
        try (ExampleShelf shelf = ExampleShelf.open(found)) {
            Optional<Example> example = Optional.ofNullable(name).flatMap(shelf::find);
            if (example.isPresent()) {
                return run(example.get(), shelf.loader());
            }
            return shelf.isEmpty() ? noExamples(found) : unknown(shelf);
        }
    }

    private int run(Example example, ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return example.run(List.copyOf(args));
        } catch (InterruptedException e) {
            thread.interrupt();
            return say(ExitCodes.BUG, List.of("Example " + example.name() + " was interrupted."));
        } catch (Exception e) {
            if (e instanceof RuntimeException && !(e instanceof FederationFailedException)) {
                throw e;
            }
            return say(ExitCodes.BUG, causes(example, e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<String> causes(Example example, Exception failure) {
        List<String> lines = new ArrayList<>();
        lines.add("Example " + example.name() + " failed: " + failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            lines.add("  because: " + cause);
        }
        return lines;
    }

    private int unknown(ExampleShelf shelf) {
        List<String> lines = new ArrayList<>();
        lines.add(name == null ? "Which example?" : "There is no example " + name + ".");
        lines.add("There are:");
        lines.addAll(shelf.lines());
        lines.add("Run one with: folkmoot run EXAMPLE [-- ARG...]");
        return say(ExitCodes.USAGE, lines);
    }

    private int noExamples(Optional<Path> jarFile) {
        String where = jarFile.map(path -> "There are no examples in " + path + ".")
                .orElse("There are no examples here: folkmoot-examples.jar was not found.");
        return say(
                FailureKind.UNREADABLE.exitCode(),
                List.of(
                        where,
                        "Build it in the repository: mvn -DskipTests -pl examples -am package",
                        "Or say where it is: folkmoot run EXAMPLE --jar FILE"));
    }

    private int say(int exitCode, List<String> lines) {
        lines.forEach(line -> spec.commandLine().getErr().println(PlainText.of(line)));
        spec.commandLine().getErr().flush();
        return exitCode;
    }

    private static Optional<Path> ownJar() {
        CodeSource source = RunCommand.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
