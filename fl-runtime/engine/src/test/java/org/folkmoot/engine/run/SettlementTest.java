package org.folkmoot.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.engine.Farms;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ledger.RunJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts that are lost on the way are sent again, and nobody is left out because of it. */
@Timeout(120)
class SettlementTest {
    private static final int CLIENTS = 3;

    @TempDir
    Path folder;

    private final List<AttemptId> heard = new ArrayList<>();
    private Meeting meeting;

    @BeforeEach
    void call() {
        meeting = Meeting.withHomes(folder);
    }

    @Test
    void lostReceiptIsSentBeforeTheNextInvitation() throws Exception {
        List<AttemptId> lost = new ArrayList<>();
        join(client -> (message, cancellation) -> {
            if (message instanceof RoundReceipt receipt && !lost.contains(receipt.attempt())) {
                lost.add(receipt.attempt());
                return new ClientReply.Failed("lost on the way");
            }
            return client.on(message, cancellation);
        });

        FederationReport report = meeting.run(3, CLIENTS);

        allTookPart(report, 3);
        assertThat(lost).containsExactly(AttemptId.first(1), AttemptId.first(2), AttemptId.first(3));
        assertThat(heard).containsExactly(AttemptId.first(1), AttemptId.first(2));
    }

    @Test
    void lostReceiptIsMadeFromLogAndRecordsAfterARestartOfBoth() throws Exception {
        join(SettlementTest::withoutReceipts);
        allTookPart(meeting.run(1, CLIENTS), 1);
        assertThat(heard).isEmpty();

        join(client -> client);
        FederationReport report = meeting.run(2, CLIENTS);

        allTookPart(report, 1);
        assertThat(heard).containsExactly(AttemptId.first(1), AttemptId.first(2));
        assertThat(Farms.verify(report).rounds()).isEqualTo(2);
    }

    /** The coordinator dies after the client has answered and before the proof is in the log. */
    @Test
    void attemptCutOffByARestartIsSettledByTheLeafThatSaysSo() throws Exception {
        join(client -> client);
        FederationReport first = meeting.run(1, CLIENTS);
        Path copy = copyOf(first.ledger());
        join(SettlementTest::withoutReceipts, SettlementTest::withoutReceipts);
        Digest undisturbed = meeting.run(2, CLIENTS).modelDigest();
        heard.clear();

        meeting.moveTo(copy);
        try (RunJournal journal = RunJournal.open(copy.resolve("run.journal"))) {
            journal.opened(
                    AttemptId.first(2), journal.lastOpened().orElseThrow().program());
        }
        join(client -> client);
        FederationReport report = meeting.run(2, CLIENTS);

        allTookPart(report, 1);
        assertThat(report.attempts().get(0).attempt()).isEqualTo(new AttemptId(2, 2));
        assertThat(heard).containsExactly(AttemptId.first(2), new AttemptId(2, 2));
        assertThat(report.modelDigest()).isEqualTo(undisturbed);
        assertThat(Farms.verify(report).abandoned()).isEqualTo(1);
    }

    @Test
    void clientThatIsNeverContentWithItsReceiptGetsNoEndlessConversation() throws Exception {
        meeting.join(0, liar -> liar);
        meeting.join(1, liar -> liar);
        meeting.join(2, honest -> (message, cancellation) -> new ClientReply.Unsettled(AttemptId.first(1), 1));
        meeting.join(3, honest -> (message, cancellation) -> new ClientReply.Unsettled(new AttemptId(9, 9), -3));
        meeting.join(
                4,
                honest -> (message, cancellation) -> message instanceof RoundInvitation
                        ? new ClientReply.Unsettled(AttemptId.first(1), 1)
                        : new ClientReply.Acknowledged());

        FederationReport report = meeting.run(2, 2);

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.rejectionCounts()).isEqualTo(Map.of("refused", 3L)));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    /** Puts one client behind somebody; the others are undisturbed. */
    private void join(UnaryOperator<ClientEndpoint> somebody) throws Exception {
        join(somebody, client -> client);
    }

    /** Puts one client behind somebody, and notes which receipts it hears; the others stand behind somebody else. */
    private void join(UnaryOperator<ClientEndpoint> somebody, UnaryOperator<ClientEndpoint> others) throws Exception {
        meeting.join(
                0,
                client -> somebody.apply((message, cancellation) -> {
                    ClientReply reply = client.on(message, cancellation);
                    if (message instanceof RoundReceipt receipt && reply instanceof ClientReply.Acknowledged) {
                        heard.add(receipt.attempt());
                    }
                    return reply;
                }));
        for (int number = 1; number < CLIENTS; number++) {
            meeting.join(number, others);
        }
    }

    private static ClientEndpoint withoutReceipts(ClientEndpoint client) {
        return (message, cancellation) -> message instanceof RoundReceipt
                ? new ClientReply.Failed("lost on the way")
                : client.on(message, cancellation);
    }

    private static void allTookPart(FederationReport report, int attempts) {
        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.attempts())
                .hasSize(attempts)
                .allSatisfy(attempt -> assertThat(attempt.included()).hasSize(CLIENTS));
    }

    private Path copyOf(Path ledger) throws IOException {
        Path to = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(ledger)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(ledger.relativize(file).toString()));
            }
        }
        return to;
    }
}
