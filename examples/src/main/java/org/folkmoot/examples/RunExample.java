package org.folkmoot.examples;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.folkmoot.cli.Example;

/** Runs one of the examples by its name. */
public final class RunExample {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private RunExample() {}

    /**
     * Runs an example and ends the process with its exit code.
     *
     * @param args its name, then its options
     * @throws Exception if the example cannot go on
     */
    public static void main(String[] args) throws Exception {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        System.exit(run(Arrays.asList(args), Screen.standard()));
    }

    /** {@return the exit code of the example, or 2 if there is none of this name} */
    static int run(List<String> args, Screen screen) throws Exception {
        if (!args.isEmpty()) {
            for (Example example : ServiceLoader.load(Example.class)) {
                if (example.name().equals(args.get(0))) {
                    return example.run(args.subList(1, args.size()));
                }
            }
        }
        screen.line("example: " + (args.isEmpty() ? "none" : args.get(0)) + " (expected: one of these)");
        for (Example example : ServiceLoader.load(Example.class)) {
            screen.format("  %-16s %s", example.name(), example.summary());
        }
        return 2;
    }
}
