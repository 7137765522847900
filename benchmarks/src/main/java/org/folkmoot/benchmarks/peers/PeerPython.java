package org.folkmoot.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.benchmarks.workload.Fork;

/** The Python that peers are installed in: a virtual environment outside the project, which only the caller knows. */
final class PeerPython {
    private static final String PROPERTY = "folkmoot.peer.python";

    private final String python;

    private PeerPython(String python) {
        this.python = python;
    }

    /** {@return the interpreter that {@code -Dfolkmoot.peer.python} names, if there is one} */
    static Optional<PeerPython> find() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(path -> Files.isExecutable(Path.of(path)))
                .map(PeerPython::new);
    }

    /** {@return a process that runs a script of {@code benchmarks/peers}} */
    Fork script(String name, String... args) {
        List<String> command = new ArrayList<>(
                List.of(python, Path.of("benchmarks", "peers", name).toString()));
        command.addAll(List.of(args));
        return new Fork(command);
    }
}
