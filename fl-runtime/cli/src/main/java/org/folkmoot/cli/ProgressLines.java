package org.folkmoot.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.folkmoot.audit.verify.VerificationProgress;

/** Tells a person who waits how far a verification is: a line from time to time, none if it is soon over. */
final class ProgressLines implements VerificationProgress {
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private long last;

    ProgressLines(PrintWriter err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** {@return lines on standard error where a person sits before it, else nothing} */
    static VerificationProgress onTerminal(PrintWriter err) {
        return isTerminal() ? new ProgressLines(err, System::nanoTime) : VerificationProgress.none();
    }

    /** From JDK 22 on a console may stand for a file or pipe, and says so; before, there is none then. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void leaf(long done, long of) {
        long now = nanoTime.getAsLong();
        if (now - last >= EVERY.toNanos() && done < of) {
            last = now;
            err.println("  " + done + " of " + of + " leaves hold so far …");
            err.flush();
        }
    }
}
