package org.folkmoot.benchmarks.engines;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/** A JVM with the libraries of one engine, so that no engine meets another, or what another measurement left behind. */
public final class EngineFork {
    private EngineFork() {}

    /** Runs a main class that trains with PyTorch and {@return its samples} */
    public static Samples ofTorch(Class<?> main, String... args) throws IOException, InterruptedException {
        return run(Column.TORCH, main, args);
    }

    /** Runs a main class and {@return its samples} */
    static Samples run(Column column, Class<?> main, String... args) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Xmx2g", "-XX:+UseParallelGC"));
        if (Runtime.version().feature() >= 24) {
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return Fork.ofJava(main, options, args).withClassPath(libraries(column)).run();
    }

    /** {@return the jars beside this one that an engine needs; none where the class path has them already} */
    private static List<String> libraries(Column column) {
        Path jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)[0]);
        Path folder = jar.resolveSibling("lib").resolve(column.libraries());
        return column.libraries().isEmpty() || !Files.isDirectory(folder)
                ? List.of()
                : List.of(folder + File.separator + "*");
    }
}
