package org.folkmoot.audit.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of our own on a free port of this machine, with its files in a folder that goes with it. */
final class PostgresServer implements AutoCloseable {
    private static final String USER = "folkmoot";
    private static final String NOBODY = "nobody";
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final int ATTEMPTS = 5;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer(Path binaries, Path folder, int port, Process process) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** {@return a server that takes connections}; skips the test where PostgreSQL is not installed. */
    static PostgresServer start() throws Exception {
        Optional<Path> binaries = binaries();
        External.require(binaries.isPresent(), "PostgreSQL (Debian package postgresql)");
        Path folder = Files.createTempDirectory("folkmoot-postgresql");
        if (isRoot()) {
            Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(NOBODY));
        }
        Path data = folder.resolve("data");
        Path bin = binaries.orElseThrow();
        Process made = command(
                        bin.resolve("initdb"),
                        List.of("-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("initdb: exit code " + made.exitValue() + " (expected: 0)");
        }
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Optional<Process> process = run(bin, folder, port);
            if (process.isPresent()) {
                return new PostgresServer(bin, folder, port, process.get());
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("postgres: did not start " + ATTEMPTS + " times");
            }
        }
    }

    private static Optional<Path> binaries() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The server refuses to be root. */
    private static ProcessBuilder command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", "nogroup", "--clear-groups"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return the server once it takes connections, or nothing if it ended} */
    private static Optional<Process> run(Path binaries, Path folder, int port) throws IOException {
        Process process = command(
                        binaries.resolve("postgres"),
                        List.of(
                                "-D", folder.resolve("data").toString(),
                                "-p", Integer.toString(port),
                                "-k", folder.toString(),
                                "-h", "127.0.0.1",
                                "-c", "shared_buffers=16MB"))
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("ready to accept connections")) {
                drain(output);
                return Optional.of(process);
            }
        }
        return Optional.empty();
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        return; // the server was killed
                    }
                },
                "postgres-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** {@return connections that see the tables of this schema} */
    PGSimpleDataSource schema(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setUser(USER);
        source.setDatabaseName("postgres");
        source.setCurrentSchema(name);
        source.setConnectTimeout(10);
        source.setLoginTimeout(10);
        return source;
    }

    /** Kills the server and all its processes without warning, and returns when none is left. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** Starts the server again, with the same files at the same port. */
    void restart() throws IOException {
        process = run(binaries, folder, port).orElseThrow(() -> new IOException("postgres: did not come back"));
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
