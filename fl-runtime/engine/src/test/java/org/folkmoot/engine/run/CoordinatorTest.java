package org.folkmoot.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.engine.Farms;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.collect.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The attackers are clients: they hold registered keys and say to an unmodified coordinator whatever they like. */
@Timeout(120)
class CoordinatorTest {
    private static final int HONEST = 3;
    private static final Digest OTHER = Digest.sha256(new byte[] {5});

    @TempDir
    Path folder;

    private Meeting meeting;

    @BeforeEach
    void call() {
        meeting = Meeting.in(folder);
    }

    @Test
    void everyLiarIsLeftOutWithItsReasonAndTheModelIsThatOfTheHonest() throws Exception {
        for (int i = 0; i < HONEST; i++) {
            meeting.join(i, liar -> liar);
        }
        Map<ClientId, RejectionReason> expected = new LinkedHashMap<>();
        int next = HONEST;
        for (Map.Entry<Lie, RejectionReason> lie : lies().entrySet()) {
            expected.put(join(next, lie.getKey()), lie.getValue());
            next++;
        }

        FederationReport report = meeting.run(3, 1);

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        for (RoundSummary attempt : report.attempts()) {
            assertThat(attempt.included()).hasSize(HONEST);
            Map<ClientId, RejectionReason> found = new LinkedHashMap<>();
            attempt.rejected().forEach((client, rejected) -> found.put(client, rejected.reason()));
            if (attempt.attempt().round() == 1) {
                assertThat(found).isEqualTo(expected);
            } else {
                // A client whose receipt shows a statement that it did not sign stops contributing.
                assertThat(found).containsOnlyKeys(expected.keySet());
                found.forEach(
                        (client, reason) -> assertThat(reason).isIn(RejectionReason.REFUSED, expected.get(client)));
            }
        }
        assertThat(Farms.verify(report).isReplayed()).isTrue();
        FederationReport without = Farms.federation(folder.resolve("without"), Farms.farms(HONEST))
                .rounds(3)
                .build()
                .run();
        assertThat(report.modelDigest()).isEqualTo(without.modelDigest());
    }

    @Test
    void contributionReplayedFromAnEarlierRoundIsLeftOut() throws Exception {
        meeting.join(0, liar -> liar);
        meeting.join(1, liar -> liar);
        List<ClientReply> first = new ArrayList<>();
        meeting.join(2, honest -> (message, cancellation) -> {
            ClientReply reply = honest.on(message, cancellation);
            if (!(message instanceof RoundInvitation)) {
                return reply;
            }
            first.add(reply);
            return first.get(0);
        });

        FederationReport report = meeting.run(2, 1);

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.attempts().get(0).included()).hasSize(3);
        assertThat(report.attempts().get(1).rejectionCounts()).isEqualTo(Map.of("wrong-statement", 1L));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void contributionOfAnotherClientIsLeftOut() throws Exception {
        List<ClientReply> stolen = new ArrayList<>();
        meeting.join(0, honest -> (message, cancellation) -> {
            ClientReply reply = honest.on(message, cancellation);
            if (message instanceof RoundInvitation) {
                stolen.add(reply);
            }
            return reply;
        });
        meeting.join(1, liar -> liar);
        meeting.join(2, honest -> (message, cancellation) -> {
            ClientReply own = honest.on(message, cancellation);
            return message instanceof RoundInvitation && !stolen.isEmpty() ? stolen.get(stolen.size() - 1) : own;
        });

        FederationReport report = meeting.run(1, 1);

        RoundSummary only = report.attempts().get(0);
        assertThat(only.rejected().get(ClientId.of(Farms.name(2))))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.BAD_SIGNATURE))
                .satisfies(rejected -> assertThat(rejected.signed()).isNull());
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void clientThatClaimsToHaveSeenALargerLogGetsNoEndlessConversation() throws Exception {
        meeting.join(0, liar -> liar);
        meeting.join(1, liar -> liar);
        meeting.join(2, honest -> (message, cancellation) -> new ClientReply.LastSaw(Long.MAX_VALUE));
        meeting.join(3, honest -> (message, cancellation) -> new ClientReply.LastSaw(-5));
        meeting.join(4, honest -> (message, cancellation) -> new ClientReply.LastSaw(1));

        FederationReport report = meeting.run(2, 2);

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.rejected()).hasSize(3));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    @Timeout(20)
    void cancellingDoesNotWaitForAWelcomeThatNobodyAnswers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean cancelled = new AtomicBoolean();
        meeting.join(0, honest -> (message, cancellation) -> {
            cancelled.set(true);
            awaitQuietly(release);
            return honest.on(message, cancellation);
        });
        try {
            FederationReport report = meeting.run(1, 1, cancelled::get);

            assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.CANCELLED);
            assertThat(report.attempts()).isEmpty();
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<Lie, RejectionReason> lies() {
        ParameterVector huge = ParameterVector.of(
                ParameterLayout.float32(ParameterBlock.trainable("other", 3)), new float[] {1, 2, 3});
        Map<Lie, RejectionReason> lies = new LinkedHashMap<>();
        lies.put(saying(said -> Statements.federation(said, new FederationId("x"))), RejectionReason.WRONG_STATEMENT);
        lies.put(saying(said -> Statements.attempt(said, new AttemptId(9, 9))), RejectionReason.WRONG_STATEMENT);
        lies.put(saying(said -> Statements.pseudonym(said, OTHER)), RejectionReason.WRONG_STATEMENT);
        lies.put(saying(said -> Statements.baseModel(said, OTHER)), RejectionReason.WRONG_STATEMENT);
        lies.put(saying(said -> Statements.program(said, OTHER)), RejectionReason.WRONG_STATEMENT);
        lies.put(saying(said -> Statements.seen(said, 1, OTHER)), RejectionReason.FORKED_LOG);
        lies.put(saying(said -> Statements.examples(said, 0)), RejectionReason.BAD_WEIGHT);
        lies.put(saying(said -> Statements.examples(said, -7)), RejectionReason.BAD_WEIGHT);
        lies.put(new Lie(said -> said, delta -> Farms.START, true), RejectionReason.PAYLOAD_MISMATCH);
        lies.put(new Lie(said -> said, delta -> huge, true), RejectionReason.WRONG_LAYOUT);
        lies.put(new Lie(said -> said, delta -> delta, false), RejectionReason.BAD_SIGNATURE);
        return lies;
    }

    private static Lie saying(UnaryOperator<ClientStatement> statement) {
        return new Lie(statement, delta -> delta, true);
    }

    /** What a client makes of its honest contribution before it sends it. */
    private record Lie(UnaryOperator<ClientStatement> statement, UnaryOperator<ParameterVector> delta, boolean signed) {
        ClientReply tell(ClearUpdate honest, Ed25519Key key) {
            ClientStatement said = statement.apply(honest.statement());
            Bytes signature = signed ? key.sign(CanonicalStatement.signingMessage(said)) : Bytes.of(new byte[64]);
            return new ClientReply.Contributed(
                    new ClearUpdate(new SignedStatement(said, signature), delta.apply(honest.delta())));
        }
    }

    private ClientId join(int number, Lie lie) throws Exception {
        Ed25519Key key = Meeting.key(number);
        return meeting.join(number, honest -> (message, cancellation) -> {
            ClientReply reply = honest.on(message, cancellation);
            return reply instanceof ClientReply.Contributed contributed
                    ? lie.tell((ClearUpdate) contributed.contribution(), key)
                    : reply;
        });
    }
}
