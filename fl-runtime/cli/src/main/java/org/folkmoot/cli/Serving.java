package org.folkmoot.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.storage.FolderLockedException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that serves until it is told to stop. */
final class Serving {
    private Serving() {}

    /** What is told when a server listens, and what stops it. */
    record Started(AutoCloseable server, List<String> lines) {
        Started {
            lines = List.copyOf(lines);
        }
    }

    /** Starts, tells, and waits until the process is asked to end or the thread is interrupted. {@return the exit code} */
    static int run(CommandSpec spec, Callable<Started> start) throws Exception {
        try {
            Started started = start.call();
            try (AutoCloseable server = started.server()) {
                started.lines().forEach(line -> spec.commandLine().getOut().println(PlainText.of(line)));
                spec.commandLine().getOut().flush();
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            return ExitCodes.OK;
        } catch (InvalidProofException e) {
            throw e;
        } catch (IllegalArgumentException | FolderLockedException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + "", e);
        }
        return ExitCodes.OK;
    }
}
