package org.folkmoot.benchmarks.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a measuring process has measured: it prints lines {@code sample TAB name TAB decimal}, and whoever started it
 * reads them, in whatever language it is written.
 */
public final class Samples {
    private static final String WORD = "sample";

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    private Samples() {}

    /** {@return no samples yet} */
    public static Samples none() {
        return new Samples();
    }

    /** {@return the samples among the lines of a process's output; other lines are its own affair} */
    public static Samples parse(String output) {
        Samples samples = none();
        output.lines()
                .map(line -> line.split("\t", -1))
                .filter(parts -> parts.length == 3 && parts[0].equals(WORD))
                .forEach(parts -> samples.add(parts[1], Double.parseDouble(parts[2])));
        return samples;
    }

    /** Prints a sample for whoever started this process. */
    public static void print(String name, double value) {
        System.out.println(WORD + "\t" + name + "\t" + value);
    }

    /** Adds a sample. */
    public void add(String name, double value) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Adds all samples of another process. */
    public void addAll(Samples other) {
        other.byName.forEach((name, values) -> values.forEach(value -> add(name, value)));
    }

    /** {@return what follows this beginning in the first name that has it} */
    public Optional<String> after(String beginning) {
        return byName.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .findFirst();
    }

    /**
     * {@return all samples of this name, in order, at least one}
     *
     * @throws IllegalArgumentException if there is none
     */
    public List<Double> of(String name) {
        List<Double> values = byName.get(name);
        if (values == null) {
            throw new IllegalArgumentException("sample: " + name + " (expected: one of " + byName.keySet() + ")");
        }
        return List.copyOf(values);
    }
}
