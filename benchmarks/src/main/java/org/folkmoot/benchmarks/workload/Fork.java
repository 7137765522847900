package org.folkmoot.benchmarks.workload;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that measures, so that no measurement profits or suffers from what ran before it.
 *
 * @param command program and arguments
 */
public record Fork(List<String> command) {
    /** Wall time of the whole process, from start to exit, in seconds. */
    public static final String PROCESS_SECONDS = "process seconds";

    /** Copies the command. */
    public Fork {
        command = List.copyOf(command);
    }

    /**
     * {@return a JVM like this one that runs a main class of this jar}
     *
     * @param options for the JVM, such as {@code -Xmx256m}
     */
    public static Fork ofJava(Class<?> main, List<String> options, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("-Dfolkmoot.benchmarks.work=" + WorkFolder.root());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(args));
        return new Fork(command);
    }

    /** {@return the same JVM with these entries at the end of its class path} */
    public Fork withClassPath(List<String> entries) {
        List<String> changed = new ArrayList<>(command);
        int classPath = command.indexOf("-cp") + 1;
        for (String entry : entries) {
            changed.set(classPath, changed.get(classPath) + File.pathSeparator + entry);
        }
        return new Fork(changed);
    }

    /**
     * Runs it and {@return its samples, {@link #PROCESS_SECONDS} among them}
     *
     * @throws IOException if it cannot be started or fails; the message has its last words
     */
    public Samples run() throws IOException, InterruptedException {
        Path errors = Files.createTempFile("folkmoot-fork", ".err");
        try {
            long start = System.nanoTime();
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = read(process.getInputStream());
            int exit = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exit != 0) {
                throw new IOException(command + ": exit code " + exit + "\n" + output + Files.readString(errors));
            }
            Samples samples = Samples.parse(output);
            samples.add(PROCESS_SECONDS, seconds);
            return samples;
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
