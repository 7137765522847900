package org.folkmoot.trainers.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The driver library of {@code src/test/native}, built by the C compiler of this machine when first asked for. Where
 * there is no compiler named cc, or no Java 22, whoever asks is skipped and told why.
 */
public final class StandInDriver {
    private static final Path SOURCES = Path.of("src/test/native");
    private static final Path KERNELS = Path.of("kernels");
    private static final Path LIBRARY =
            Path.of("target/stand-in/libcuda-stand-in.so").toAbsolutePath();

    private final NativeLibrary library;

    private StandInDriver(NativeLibrary library) {
        this.library = library;
    }

    /** {@return the stand-in, with one card of compute capability 9.0 and 64 MiB} */
    public static synchronized StandInDriver get() {
        assumeTrue(Runtime.version().feature() >= 22, "skipped: foreign functions need Java 22");
        assumeTrue(hasCompiler(), "skipped: no cc on this machine to build the stand-in driver with");
        try {
            if (isStale()) {
                build();
            }
            StandInDriver driver = new StandInDriver(NativeLibrary.open(LIBRARY.toString()));
            driver.card(1, 90, 64 << 20);
            return driver;
        } catch (IOException | InterruptedException | GpuUnavailableException e) {
            throw new IllegalStateException("the stand-in driver cannot be built", e);
        }
    }

    private static boolean hasCompiler() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    private static boolean isStale() throws IOException {
        return !Files.exists(LIBRARY) || hasNewer(SOURCES) || hasNewer(KERNELS);
    }

    private static boolean hasNewer(Path folder) throws IOException {
        try (Stream<Path> sources = Files.list(folder)) {
            return sources.anyMatch(
                    source -> source.toFile().lastModified() > LIBRARY.toFile().lastModified());
        }
    }

    private static void build() throws IOException, InterruptedException {
        Files.createDirectories(LIBRARY.getParent());
        List<String> command = List.of(
                "cc",
                "-std=gnu11",
                "-O1",
                "-ffp-contract=off",
                "-shared",
                "-fPIC",
                "-fvisibility=hidden",
                "-Wno-unknown-pragmas",
                "-I" + KERNELS,
                "-o",
                LIBRARY.toString(),
                SOURCES.resolve("standin.c").toString(),
                "-lm");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + "\n" + output);
        }
    }

    /** {@return the card} */
    public Gpu open() throws GpuUnavailableException {
        return Gpu.open(LIBRARY.toString());
    }

    /** Says what cards there are. */
    public void card(int count, int capability, long bytes) {
        call("standin_card", "iip", count, capability, bytes);
    }

    /** Makes a driver function fail once, after so many calls that do not. */
    public void fail(String function, int code, int after) {
        ByteBuffer name = Driver.text(function);
        try {
            call("standin_fail", "pii", library.address(name), code, after);
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    /** {@return how much was taken and not given back, and was written where nothing was taken} */
    public int leftOver() {
        return call("standin_left_over", "");
    }

    /** {@return the kernels' exponential of each value} */
    public double[] exponential(double... values) {
        ByteBuffer memory = Driver.buffer(values.length * Double.BYTES);
        memory.asDoubleBuffer().put(values);
        call("standin_exponential", "pi", library.address(memory), values.length);
        double[] results = new double[values.length];
        memory.asDoubleBuffer().get(results);
        return results;
    }

    private int call(String name, String parameters, long... arguments) {
        return Driver.invoke(library.function(name, parameters).orElseThrow(), arguments);
    }
}
