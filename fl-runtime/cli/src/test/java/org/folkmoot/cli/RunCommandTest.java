package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.folkmoot.audit.proof.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String SERVICES = "META-INF/services/org.folkmoot.cli.Example";

    @TempDir
    private Path folder;

    /** Gives back the number of its arguments, or fails as it is told. */
    public static final class Counting implements Example {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String summary() {
            return "counts its arguments";
        }

        @Override
        public int run(List<String> args) throws Exception {
            if (args.contains("world")) {
                throw new IOException("the disk is full", new IOException("really"));
            }
            if (args.contains("bug")) {
                throw new IllegalStateException("a bug");
            }
            return 40 + args.size();
        }
    }

    @Test
    void runsAnExampleOfAJarWithItsArguments() throws IOException {
        assertThat(folkmoot("run", "counting", "--jar", jar(), "--", "--rounds", "3")
                        .exitCode())
                .isEqualTo(42);
    }

    @Test
    void listsTheExamplesForAnUnknownName() throws IOException {
        Ran ran = folkmoot("run", "conting", "--jar", jar());
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("no example conting").contains("counting  counts its arguments");
    }

    @Test
    void listsTheExamplesForNoName() throws IOException {
        Ran ran = folkmoot("run", "--jar", jar());
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("Which example?").contains("counting");
    }

    @Test
    void tellsAFailureOfTheWorldInWords() throws IOException {
        Ran ran = folkmoot("run", "counting", "--jar", jar(), "--", "world");
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.BUG);
        assertThat(ran.err())
                .contains("Example counting failed: the disk is full")
                .contains("really")
                .doesNotContain("\tat ");
    }

    @Test
    void showsWhereABugIs() throws IOException {
        Ran ran = folkmoot("run", "counting", "--jar", jar(), "--", "bug");
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.BUG);
        assertThat(ran.err()).contains("IllegalStateException: a bug").contains("\tat ");
    }

    @Test
    void saysThatTheJarIsNotThere() {
        Ran ran = folkmoot("run", "counting", "--jar", folder.resolve("nowhere.jar"));
        assertThat(ran.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(ran.err()).contains("nowhere.jar");
    }

    @Test
    void saysHowToBuildExamplesWhereThereAreNone() throws IOException {
        Ran ran = folkmoot("run", "counting", "--jar", jarNaming(""));
        assertThat(ran.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(ran.err()).contains("mvn ").contains("--jar FILE");
    }

    @Test
    void saysThatAJarsExamplesDoNotLoad() throws IOException {
        Ran ran = folkmoot("run", "counting", "--jar", jarNaming("org.example.Missing"));
        assertThat(ran.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(ran.err()).contains("org.example.Missing").doesNotContain("\tat ");
    }

    @Test
    void looksBesideItsOwnJarBeforeTheRepositorysBuild() throws IOException {
        Path target = Files.createDirectories(folder.resolve("fl-runtime/cli/target"));
        Path own = Files.createFile(target.resolve("folkmoot.jar"));
        Path built = Files.createDirectories(folder.resolve("examples/target")).resolve("folkmoot-examples.jar");
        Files.createFile(built);
        assertThat(ExampleShelf.usualJar(Optional.of(own))).contains(built);
        Path beside = Files.createFile(target.resolve("folkmoot-examples.jar"));
        assertThat(ExampleShelf.usualJar(Optional.of(own))).contains(beside);
    }

    private Path jar() throws IOException {
        return jarNaming(Counting.class.getName());
    }

    /** {@return a jar that names this class as an example; the class itself is on the class path} */
    private Path jarNaming(String provider) throws IOException {
        Path jar = folder.resolve("folkmoot-examples.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(SERVICES));
            zip.write(provider.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return jar;
    }
}
