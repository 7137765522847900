package org.folkmoot.testkit;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Runs a main class in a JVM of its own and kills it, so that a test sees what a crash leaves behind.
 *
 * <p>Guarantees: the child is gone when a method returns, killed the way {@code kill -9} kills, without shutdown hooks or
 * flushes of the JVM; every wait is bounded. The operating system lives on, so bytes that reached it survive: this tests
 * crashes of the process, not of the machine.
 */
public final class CrashInjector {
    private static final int NEVER = 0;

    private final String mainClass;
    private final List<String> arguments;
    private final Duration patience;

    private CrashInjector(String mainClass, List<String> arguments, Duration patience) {
        this.mainClass = mainClass;
        this.arguments = arguments;
        this.patience = patience;
    }

    /**
     * How a run ended.
     *
     * @param exit the exit status as the operating system gives it
     * @param killed whether the injector killed it before it ended by itself
     * @param lines what it wrote to standard output and standard error
     */
    public record Outcome(int exit, boolean killed, List<String> lines) {
        /** Copies the lines. */
        public Outcome {
            lines = List.copyOf(lines);
        }
    }

    /** {@return runs of this main class with the class path of the present JVM, each of at most a minute} */
    public static CrashInjector of(Class<?> main, String... arguments) {
        return new CrashInjector(main.getName(), List.of(arguments), Duration.ofMinutes(1));
    }

    /** {@return the same with this bound on a run, after which it is killed and the test fails} */
    public CrashInjector patience(Duration value) {
        return new CrashInjector(mainClass, arguments, requireNonNull(value, "value"));
    }

    /** {@return the outcome of a run that nobody disturbs} */
    public Outcome runToEnd() throws IOException, InterruptedException {
        return run(NEVER, patience);
    }

    /**
     * {@return the outcome of a run that is killed as soon as it has written its n-th line}
     *
     * @param line the line, counted from 1; a run that writes fewer ends by itself
     */
    public Outcome killAtLine(int line) throws IOException, InterruptedException {
        if (line < 1) {
            throw new IllegalArgumentException("line: " + line + " (expected: >= 1)");
        }
        return run(line, patience);
    }

    /**
     * {@return the outcome of a run that is killed at a random instant, unless it ends before}
     *
     * @param random draws the instant
     * @param latest the latest instant, counted from the start of the process; must be less than the patience
     */
    public Outcome killAtRandom(RandomGenerator random, Duration latest) throws IOException, InterruptedException {
        if (latest.isNegative() || latest.compareTo(patience) >= 0) {
            throw new IllegalArgumentException("latest: " + latest + " (expected: in [0, " + patience + "))");
        }
        return run(NEVER, Duration.ofNanos(random.nextLong(latest.toNanos() + 1)));
    }

    private Outcome run(int killAtLine, Duration killAfter) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command()).redirectErrorStream(true).start();
        Output output = new Output(child, killAtLine);
        Thread reader = new Thread(output, "output of " + mainClass);
        reader.setDaemon(true);
        try {
            child.getOutputStream().close();
            reader.start();
            boolean endedInTime = child.waitFor(killAfter.toNanos(), TimeUnit.NANOSECONDS);
            child.destroyForcibly();
            requireEnd(child, reader, output);
            if (!endedInTime && killAfter.equals(patience)) {
                throw new AssertionError(mainClass + ": still running after " + patience + ": " + output.lines());
            }
            return new Outcome(child.exitValue(), !endedInTime || output.killed(), output.lines());
        } finally {
            child.destroyForcibly();
        }
    }

    private void requireEnd(Process child, Thread reader, Output output) throws InterruptedException {
        boolean gone = child.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
        reader.join(patience.toMillis());
        if (!gone || reader.isAlive()) {
            throw new AssertionError(mainClass + ": not gone " + patience + " after the kill: " + output.lines());
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Reads what the child writes and kills it at the given line. */
    private static final class Output implements Runnable {
        private final Process child;
        private final int killAtLine;
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean killed;

        Output(Process child, int killAtLine) {
            this.child = child;
            this.killAtLine = killAtLine;
        }

        @Override
        public void run() {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    if (lines.size() == killAtLine) {
                        killed = child.isAlive();
                        child.destroyForcibly();
                    }
                }
            } catch (IOException e) {
                lines.add("output ends: " + e.getMessage());
            }
        }

        boolean killed() {
            return killed;
        }

        List<String> lines() {
            synchronized (lines) {
                return List.copyOf(lines);
            }
        }
    }
}
