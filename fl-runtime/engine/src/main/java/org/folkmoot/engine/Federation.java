package org.folkmoot.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.local.InProcessTransport;
import org.folkmoot.engine.program.ProgramCompiler;
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
     * @throws FederationFailedException if the ledger cannot be used, or this thread is interrupted
     */
    public FederationReport run() {
        FederationRun run = start();
        try {
            return run.join();
        } catch (InterruptedException e) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new FederationFailedException("interrupted while the federation was running", e);
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
            report.complete(openLog == null ? runOverFolder(cancelled) : runOver(openLog, cancelled));
        } catch (IOException | InterruptedException | RuntimeException e) {
            report.completeExceptionally(
                    new FederationFailedException("federation " + setup.federation() + ": " + e.getMessage(), e));
        } catch (Error e) {
            report.completeExceptionally(e);
            throw e;
        }
    }

    private FederationReport runOverFolder(AtomicBoolean cancelled) throws IOException, InterruptedException {
        try (TransparencyLog log = TransparencyLog.open(ledger)) {
            return runOver(log, cancelled);
        }
    }

    private FederationReport runOver(TransparencyLog log, AtomicBoolean cancelled)
            throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        ChainLog chainLog = ChainLog.open(log);
        LocalClients clients =
                LocalClients.host(setup.clients(), log.folder(), !chainLog.isEmpty(), random, setup.clock());
        try (RunJournal journal = RunJournal.open(log.folder().resolve("run.journal"));
                InProcessTransport transport = InProcessTransport.of(clients.endpoints(), setup.threads())) {
            FederationSetup sized = setup.withProgram(ProgramCompiler.sizedFor(
                    setup.program(),
                    setup.strategy().query(),
                    membersWith(chainLog, clients.publicKeys().values())));
            Coordinator coordinator = new Coordinator(sized, log, chainLog, journal, random);
            return coordinator.run(transport, clients.publicKeys(), cancelled::get);
        } catch (AuditException e) {
            throw new IOException("ledger " + log.folder() + ": " + e.getMessage(), e);
        }
    }

    private int membersWith(ChainLog chainLog, Collection<Bytes> keys) {
        if (chainLog.isEmpty()) {
            return keys.size();
        }
        long newcomers = keys.stream()
                .map(key -> Pseudonyms.of(setup.federation(), key))
                .filter(pseudonym ->
                        chainLog.chain().registry().indexOf(pseudonym).isEmpty())
                .count();
        return chainLog.chain().registry().size() + Math.toIntExact(newcomers);
    }
}
