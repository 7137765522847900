package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.RunJournal;
import org.folkmoot.engine.local.InProcessTransport;
import org.folkmoot.engine.local.StallWatch;
import org.folkmoot.engine.program.ProgramCompiler;

/** A run over an open log with all clients in this process. */
public final class LocalRun {
    private final FederationSetup setup;
    private final TransparencyLog log;

    /** Takes what to run, and the log to run over, which stays open. */
    public LocalRun(FederationSetup setup, TransparencyLog log) {
        this.setup = setup;
        this.log = log;
    }

    /**
     * {@return what it came to}
     *
     * @param cancelled asked while waiting
     * @throws IOException if the ledger cannot be used
     */
    public FederationReport run(BooleanSupplier cancelled) throws IOException, InterruptedException {
        ChainLog chainLog = ChainLog.open(log);
        LocalClients clients = LocalClients.host(setup.clients(), log.folder(), !chainLog.isEmpty(), setup.sources());
        FederationSetup sized = setup.withProgram(ProgramCompiler.sizedFor(
                setup.program(),
                setup.strategy(),
                membersWith(
                        chainLog,
                        clients.registrations().values().stream()
                                .map(Registration::publicKey)
                                .toList())));
        try (RunJournal journal = RunJournal.open(log.folder().resolve("run.journal"))) {
            Coordinator coordinator = new Coordinator(sized, log, chainLog, journal);
            try (InProcessTransport transport = transport(clients, coordinator)) {
                return coordinator.run(transport, clients.registrations(), cancelled);
            }
        } catch (AuditException e) {
            throw new IOException("ledger " + log.folder() + ": " + e.getMessage(), e);
        }
    }

    private InProcessTransport transport(LocalClients clients, Coordinator coordinator) {
        StallWatch watch =
                new StallWatch(setup.plan().stallAfter(), setup.sources().nanoTime(), coordinator::stalled);
        return InProcessTransport.of(clients.endpoints(), setup.plan().threads(), watch);
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
