package org.folkmoot.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.folkmoot.audit.proof.InvalidProofException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that serves until it is told to stop. */
final class Serving {
    private Serving() {}

    /** What is told when a server listens, and what stops it. */
    record Started(Closeable server, List<String> lines) implements Closeable {
        Started {
            lines = List.copyOf(lines);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Starts, tells, and waits until the process is asked to end or the thread is interrupted. {@return the exit code} */
    static int run(CommandSpec spec, Start start) throws IOException, InvalidProofException {
        try (Started started = start.call()) {
            started.lines().forEach(line -> spec.commandLine().getOut().println(PlainText.of(line)));
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return ExitCodes.OK;
        } catch (IllegalArgumentException | IOException e) {
            throw mistake(spec, e);
        }
        return ExitCodes.OK;
    }

    private static ParameterException mistake(CommandSpec spec, Exception e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }

    /** Starts a server. */
    @FunctionalInterface
    interface Start {
        /** {@return the server, listening} */
        Started call() throws IOException, InvalidProofException;
    }
}
