package org.folkmoot.cli;

import java.util.List;

/**
 * A program that {@code folkmoot run} can start by its name; found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations have a public constructor without parameters and are named in
 * {@code META-INF/services/org.folkmoot.cli.Example}.
 */
public interface Example {
    /** {@return the name to start it by, a word of a-z, 0-9 and dashes} */
    String name();

    /** {@return what it shows, in one line} */
    String summary();

    /**
     * Runs to the end.
     *
     * @param args the arguments after {@code --}
     * @return the exit code: 0 if it went well
     * @throws Exception if it cannot go on; checked ones are told to the user in words, others are bugs
     */
    int run(List<String> args) throws Exception;
}
