package org.folkmoot.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.engine.EarlyStopping;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Opened;
import org.folkmoot.engine.collect.Collection;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.CheckpointPublisher;
import org.folkmoot.engine.ledger.NoticeDesk;
import org.folkmoot.engine.ledger.Retention;
import org.folkmoot.engine.ledger.RunJournal;
import org.folkmoot.engine.ledger.StateStore;
import org.folkmoot.engine.program.InstalledCollections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives rounds over a log until enough are committed. Trusted with nothing but that it goes on: what it does wrong,
 * clients refuse or verifiers find.
 */
final class Coordinator {
    private static final Logger log = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration LAST_RECEIPTS = Duration.ofSeconds(10);
    private static final Duration RECEIPTS_OF_THE_CANCELLED = Duration.ofSeconds(1);
    private static final Duration PUBLISHING = Duration.ofSeconds(5);
    private static final Duration WELCOME = Duration.ofSeconds(30);

    /** A client may come with a key, a consent and a data set; each waits for the one before it. */
    private static final int NOTICES_AT_START = 3;

    private final FederationSetup setup;
    private final TransparencyLog ledger;
    private final ChainLog chainLog;
    private final RunJournal journal;
    private final SafeListener listener;
    private final List<RoundSummary> attempts = new ArrayList<>();
    private final NoticeDesk notices;

    Coordinator(FederationSetup setup, TransparencyLog ledger, ChainLog chainLog, RunJournal journal) {
        this.setup = setup;
        this.ledger = ledger;
        this.chainLog = chainLog;
        this.journal = journal;
        this.listener = new SafeListener(setup.bystanders().listeners());
        this.notices = new NoticeDesk(chainLog);
    }

    /**
     * {@return what the run came to}
     *
     * @param transport reaches the clients
     * @param clients under which keys the clients are registered, by name, in the order in which they were given
     * @param cancelled asked while waiting
     */
    FederationReport run(Transport transport, Map<ClientId, Registration> clients, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        try (CheckpointPublisher publisher = publisher()) {
            if (!chainLog.isEmpty()) {
                publisher.publish();
                publisher.await(PUBLISHING);
                new Recovery(chainLog, journal)
                        .endDanglingAttempt(setup.sources().clock().millis());
            }
            new Genesis(setup, ledger, chainLog).ensure(members(clients));
            eraseExpired();
            FederationReport report = run(transport, keysOf(clients), publisher, cancelled);
            publisher.publish();
            publisher.await(PUBLISHING);
            listener.tellLate();
            return report;
        }
    }

    private List<Member> members(Map<ClientId, Registration> clients) {
        return clients.values().stream()
                .map(each -> Member.of(setup.federation(), each.publicKey(), each.nextKey()))
                .toList();
    }

    private static Map<ClientId, Bytes> keysOf(Map<ClientId, Registration> clients) {
        Map<ClientId, Bytes> keys = new LinkedHashMap<>();
        clients.forEach((id, registration) -> keys.put(id, registration.publicKey()));
        return keys;
    }

    private CheckpointPublisher publisher() {
        return new CheckpointPublisher(ledger, listener, setup.sources().nanoTime())
                .showingTo(setup.bystanders().ledgers(), setup.bystanders().witnesses());
    }

    /** Says that a client keeps a worker busy; from any thread. */
    void stalled(ClientId client, Duration busy) {
        listener.later(new FederationEvent.ClientStalled(client, busy));
    }

    private void eraseExpired() throws IOException {
        int erased = new Retention(ledger.inputs(), chainLog)
                .eraseExpired(setup.sources().clock().instant());
        if (erased > 0) {
            log.atInfo().addKeyValue("updates", erased).log("updates erased whose retention has ended");
        }
    }

    private FederationReport run(
            Transport transport, Map<ClientId, Bytes> keys, CheckpointPublisher publisher, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        ReceiptArchive archive = new ReceiptArchive(chainLog, ledger.inputs(), keys);
        ClientChannel channel = new ClientChannel(transport, chainLog, archive::receipt);
        Receipts receipts = new Receipts(channel, archive);
        Roster roster = Roster.of(setup.federation(), keys);
        Welcomes welcomes = new Welcomes(channel, chainLog, ledger.logKey().encode(), keys, notices);
        NoticeRound noticed = new NoticeRound(notices, roster, welcomes, listener);
        for (int pass = 0; pass <= NOTICES_AT_START && (pass == 0 || noticed.record()); pass++) {
            welcomes.showToAll(WELCOME, setup.sources().nanoTime(), cancelled);
        }
        RunParts parts = new RunParts(setup, ledger, chainLog, roster, channel, welcomes, receipts, noticed, listener);
        RoundState state = new StateStore(ledger.inputs())
                .load(chainLog.chain().state(), setup.model().layout());
        try (Collection collection = InstalledCollections.of(setup.program())) {
            AttemptRunner runner = new AttemptRunner(parts, collection);
            FederationReport report = rounds(runner, publisher, state, cancelled);
            receipts.await(cancelled.getAsBoolean() ? RECEIPTS_OF_THE_CANCELLED : LAST_RECEIPTS);
            return report;
        }
    }

    private FederationReport rounds(
            AttemptRunner runner, CheckpointPublisher publisher, RoundState initial, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        RoundState state = initial;
        int failures = 0;
        while (chainLog.chain().committedRound() < setup.plan().rounds()) {
            if (cancelled.getAsBoolean()) {
                return report(FederationReport.Outcome.CANCELLED, "cancelled by the operator", state);
            }
            if (isStale()) {
                return report(
                        FederationReport.Outcome.STOPPED_EARLY,
                        setup.plan().stopping().toString(),
                        state);
            }
            AttemptId id = chainLog.chain().nextAttempt();
            journal.opened(id, CanonicalProgram.digest(setup.program()));
            AttemptRunner.Result result = runner.run(new Opened(id), state, cancelled);
            publisher.publish();
            state = result.state();
            attempts.add(result.summary());
            listener.on(new FederationEvent.AttemptEnded(
                    result.summary(), result.state().model()));
            failures = result.summary().isCommitted() ? 0 : failures + 1;
            if (failures >= setup.plan().attempts() && !cancelled.getAsBoolean()) {
                return report(FederationReport.Outcome.ROUND_FAILED, failureOf(result.summary()), state);
            }
        }
        return report(FederationReport.Outcome.COMPLETED, "", state);
    }

    private static String failureOf(RoundSummary summary) {
        return "attempt " + summary.attempt() + ": "
                + summary.abandoned().map(AbandonReason::word).orElse("") + ", included "
                + summary.included().size() + ", rejected " + summary.rejectionCounts();
    }

    private boolean isStale() {
        if (setup.plan().stopping().isEmpty()) {
            return false;
        }
        EarlyStopping stopping = setup.plan().stopping().get();
        List<Double> values = new ArrayList<>();
        for (RoundLeaf leaf : chainLog.committed()) {
            leaf.evaluation().stream()
                    .filter(measurement -> measurement.metric().equals(stopping.metric()))
                    .forEach(measurement -> values.add(Decimals.parse(measurement.value())));
        }
        return stopping.shouldStop(values);
    }

    private FederationReport report(FederationReport.Outcome outcome, String detail, RoundState state)
            throws IOException {
        return new FederationReport(
                setup.federation(),
                outcome,
                detail,
                attempts,
                chainLog.chain().committedRound(),
                state.model(),
                chainLog.chain().model(),
                ledger.checkpoint(),
                ledger.logKey().encode(),
                ledger.folder());
    }
}
