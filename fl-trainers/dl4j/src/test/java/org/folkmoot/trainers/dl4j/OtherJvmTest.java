package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.folkmoot.api.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can only be seen from a JVM of its own. */
final class OtherJvmTest {
    @TempDir
    private Path folder;

    @Test
    void givesTheSameBitsWithTheSameFingerprintAndNeedsNoNetwork()
            throws IOException, InterruptedException, TrainingException {
        List<String> options = new ArrayList<>(List.of("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("fresh")));
        for (String proxy : List.of("http.proxy", "https.proxy", "socksProxy")) {
            options.add("-D" + proxy + "Host=127.0.0.1");
            options.add("-D" + proxy + "Port=1");
        }

        String printed = run(options, entry -> true);

        assertThat(printed).contains("result " + OneTraining.run());
        try (Stream<Path> extracted = Files.list(folder.resolve("fresh"))) {
            assertThat(extracted).as("natives come out of the jars").isNotEmpty();
        }
    }

    @Test
    void warnsOnceWhereMoreThreadsAreAskedFor() throws IOException, InterruptedException {
        String printed = run(List.of(sharedNatives(), "-D" + Engine.THREADS + "=2"), entry -> true);

        assertThat(printed).contains("threads=2").containsOnlyOnce("native threads per client: 2 (expected: 1");
    }

    @Test
    void saysWhichNativesAreMissing() throws IOException, InterruptedException {
        String natives =
                System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).startsWith("linux")
                        ? "-linux-"
                        : "-(macosx|windows)-";

        String printed = run(
                List.of(sharedNatives()),
                entry -> !entry.matches(".*[/\\\\]nd4j-native-[^/\\\\]*" + natives + ".*jar"));

        assertThat(printed).contains("natives: none for").contains("README.md");
    }

    private static String sharedNatives() {
        return "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir");
    }

    private static String run(List<String> options, Predicate<String> classPath)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList());
        command.addAll(options);
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(classPath)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(OneTraining.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
