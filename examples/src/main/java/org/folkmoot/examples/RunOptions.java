package org.folkmoot.examples;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.UnusableEngineException;

/**
 * What a user can choose about a run.
 *
 * @param seed what partition, first model and training follow from
 * @param rounds rounds to commit, at least 1
 * @param threads how many clients train at a time, at least 1; changes the time, not the model
 * @param engine what clients train with
 * @param out the run folder, which is made anew
 */
record RunOptions(long seed, int rounds, int threads, Engine engine, Path out) {
    static final String USAGE = "options: --seed N, --rounds N, --threads N, --out DIR";

    private static final String ENGINE = "engine";

    /** {@return the defaults of an example with this name} */
    static RunOptions defaults(String name, int rounds, Engine engine) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new RunOptions(1, rounds, processors, engine, Path.of("examples", "target", "run", name));
    }

    /** {@return these options, changed by what the user wrote, here and as {@code -Dengine=}} */
    RunOptions with(List<String> args) throws InvalidOptionsException, UnusableEngineException {
        RunOptions options = withEngine(System.getProperty(ENGINE, ""));
        for (int i = 0; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new InvalidOptionsException(args.get(i) + ": no value (" + USAGE + ")");
            }
            options = options.with(args.get(i), args.get(i + 1));
        }
        return options;
    }

    private RunOptions withEngine(String word) throws UnusableEngineException {
        return word.isEmpty() ? this : new RunOptions(seed, rounds, threads, Engine.named(word), out);
    }

    private RunOptions with(String name, String value) throws InvalidOptionsException {
        return switch (name) {
            case "--seed" ->
                new RunOptions(number(name, value, Long.MIN_VALUE, Long.MAX_VALUE), rounds, threads, engine, out);
            case "--rounds" -> new RunOptions(seed, (int) number(name, value, 1, 10_000), threads, engine, out);
            case "--threads" -> new RunOptions(seed, rounds, (int) number(name, value, 1, 1_000), engine, out);
            case "--out" -> new RunOptions(seed, rounds, threads, engine, path(value));
            default -> throw new InvalidOptionsException(name + ": unknown (" + USAGE + ")");
        };
    }

    private static long number(String name, String value, long least, long most) throws InvalidOptionsException {
        String expected = name + ": " + value + " (expected: a whole number in [" + least + ", " + most + "])";
        try {
            long number = Long.parseLong(value);
            if (number < least || number > most) {
                throw new InvalidOptionsException(expected);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidOptionsException(expected, e);
        }
    }

    private static Path path(String value) throws InvalidOptionsException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new InvalidOptionsException("--out: " + value + " (expected: a path)", e);
        }
    }
}
