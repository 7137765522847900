package org.folkmoot.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.engine.run.FederationSetup;
import org.folkmoot.engine.run.LocalRun;
import org.jspecify.annotations.Nullable;

/**
 * Clients that train a model together in this process, with a proof of every round in a log on disk.
 *
 * <p>Guarantees: every attempt at a round, also a failed one, leaves a signed leaf; a client that fails, stalls or lies
 * is left out with a named reason; the model does not depend on threads, order of arrival, JDK or machine; stopping the
 * process at any instant loses at most the attempt under way, and running again over the same ledger goes on.
 *
 * <p>Non-guarantees: that clients' data are what they say, and, with {@link FederationBuilder#clearUpdates}, that the
 * coordinator cannot look at a single update.
 */
public final class Federation {
    private final FederationSetup setup;
    private final @Nullable TransparencyLog openLog;
    private final Path ledger;

    Federation(FederationSetup setup, @Nullable TransparencyLog openLog, Path ledger) {
        this.setup = setup;
        this.openLog = openLog;
        this.ledger = ledger;
    }

    /** {@return a builder} */
    public static FederationBuilder builder() {
        return new FederationBuilder();
    }

    /** {@return what every round runs} */
    public RoundProgram program() {
        return setup.program();
    }

    /**
     * {@return the digest of the program, as clients sign it and proofs name it} Over a ledger with members that are not
     * among the clients given here, the program that runs has room for them too, and another digest.
     */
    public Digest programDigest() {
        return CanonicalProgram.digest(setup.program());
    }

    /**
     * {@return what a run to the end came to}
     *
     * @throws FederationFailedException if the ledger cannot be used, or this thread is interrupted: the run is then
     *     cancelled, and over when this returns
     */
    public FederationReport run() {
        FederationRun run = start();
        try {
            return run.join();
        } catch (InterruptedException e) {
            run.cancel();
            run.joinUninterruptibly();
            Thread.currentThread().interrupt();
            throw new FederationFailedException("interrupted while the federation was running; it was cancelled", e);
        }
    }

    /** {@return a handle to a run that is started on a thread of its own} */
    public FederationRun start() {
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<FederationReport> report = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(report, cancelled), "folkmoot-coordinator");
        thread.setDaemon(true);
        thread.start();
        return new FederationRun(report, () -> cancelled.set(true));
    }

    private void complete(CompletableFuture<FederationReport> report, AtomicBoolean cancelled) {
        try {
            report.complete(
                    openLog == null ? runOverFolder(cancelled) : new LocalRun(setup, openLog).run(cancelled::get));
        } catch (IOException | InterruptedException | RuntimeException e) {
            report.completeExceptionally(new FederationFailedException(
                    "federation " + setup.founding().federation() + ": " + e.getMessage(), e));
        } catch (Error e) {
            report.completeExceptionally(e);
            throw e;
        }
    }

    private FederationReport runOverFolder(AtomicBoolean cancelled) throws IOException, InterruptedException {
        try (TransparencyLog log = TransparencyLog.open(ledger)) {
            return new LocalRun(setup, log).run(cancelled::get);
        }
    }
}
