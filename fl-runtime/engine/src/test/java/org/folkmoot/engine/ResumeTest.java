package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.engine.FederationReport.Outcome;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.StateStore;
import org.folkmoot.testkit.FailingTrainer;
import org.folkmoot.trainers.plain.PlainModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run over a ledger that has been used before. */
@Timeout(120)
class ResumeTest {
    private static final ParameterLayout LAYOUT = Farms.MODEL.layout();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void completedLedgerIsLeftAlone() throws Exception {
        FederationReport first = federation(Farms.farms(2)).build().run();
        FederationReport again = federation(Farms.farms(2)).build().run();

        assertThat(again.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(again.attempts()).isEmpty();
        assertThat(again.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(again.model()).isEqualTo(first.model());
    }

    @Test
    void fiveRoundsAndThenThreeAreEightAtOnceByteForByte() throws Exception {
        FederationReport five = federation(Farms.farms(3)).rounds(5).build().run();
        FederationReport then = federation(Farms.farms(3)).rounds(8).build().run();
        FederationReport atOnce =
                federation("at-once", Farms.farms(3)).rounds(8).build().run();

        assertThat(five.committedRounds()).isEqualTo(5);
        assertThat(then.attempts()).extracting(each -> each.attempt().round()).containsExactly(6, 7, 8);
        assertThat(then.model().toBytes()).isEqualTo(atOnce.model().toBytes());
        assertThat(Farms.verify(then).rounds()).isEqualTo(8);
    }

    @Test
    void clientThatComesLaterIsRegisteredAndTakesPart() throws Exception {
        federation(Farms.farms(3)).build().run();

        FederationReport report = federation(Farms.farms(4)).rounds(4).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts())
                .hasSize(2)
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(Farms.names(0, 1, 2, 3)));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void clientsThatStayAwayAreUnreachableNotForgotten() throws Exception {
        federation(Farms.farms(3)).build().run();

        FederationReport report = federation(List.of(Farms.farm(0), Farms.farm(2)))
                .minimumClients(1)
                .rounds(3)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.included()).isEqualTo(Farms.names(0, 2));
            assertThat(attempt.rejectionCounts()).isEqualTo(Map.of("unreachable", 1L));
        });
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    /** The process died after the charter; when it comes back, somebody has joined. */
    @Test
    void charterWithoutRegistryIsCompletedWithTheFoundersFirst() throws Exception {
        List<FederationClient> clients = new ArrayList<>();
        List<Member> founders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Ed25519Key key =
                    Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) i}).bytes());
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i))
                    .signingKey(key)
                    .build());
            founders.add(Member.of(new FederationId("farms"), key.publicKey()));
        }
        foundOnly(founders.subList(0, 2));

        FederationReport report = federation(clients).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).isEqualTo(Farms.names(0, 1, 2)));
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void ledgerOfAnotherFederationSeedOrLayoutIsRefused() throws Exception {
        federation(Farms.farms(2)).build().run();
        PlainModel wider = PlainModel.logisticRegression(5, 2);
        FederationClient other = FederationClient.of("other", FailingTrainer.declining(wider.layout()));

        refused(federation(Farms.farms(2)).name("others"), "federation of the ledger: farms (expected: others");
        refused(federation(Farms.farms(2)).seed(8), "seed of the ledger");
        refused(federation(List.of(other)).model(wider.initial(Digest.sha256())), "layout of the ledger");
    }

    @Test
    void anotherInitialModelThanTheCharterNamesIsRefusedWithBothDigests() throws Exception {
        federation(Farms.farms(2)).build().run();
        ParameterVector other = Farms.MODEL.initial(Digest.sha256(new byte[] {9}));

        refused(
                federation(Farms.farms(2)).model(other),
                "initial model of the ledger: " + Farms.START.digest() + " (expected: " + other.digest());
    }

    @Test
    void lostRunJournalCostsAnAttemptAndNeverRunsOneTwice() throws Exception {
        federation(Farms.farms(2)).rounds(2).build().run();
        Files.delete(folder.resolve("ledger").resolve("run.journal"));

        FederationReport report = federation(Farms.farms(2)).rounds(3).build().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.attempts()).extracting(RoundSummary::attempt).containsExactly(new AttemptId(3, 2));
        assertThat(Farms.roundLeaves(report))
                .extracting(leaf -> leaf.attempt() + " " + leaf.reason())
                .containsExactly("1.1 ", "2.1 ", "3.1 coordinator-restarted", "3.2 ");
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void runJournalOfEarlierRoundsIsNotTrusted() throws Exception {
        Path journal = folder.resolve("ledger").resolve("run.journal");
        federation(Farms.farms(2)).rounds(1).build().run();
        byte[] early = Files.readAllBytes(journal);
        federation(Farms.farms(2)).rounds(2).build().run();
        Files.write(journal, early);

        FederationReport report = federation(Farms.farms(2)).rounds(3).build().run();

        assertThat(report.attempts()).extracting(RoundSummary::attempt).containsExactly(new AttemptId(3, 2));
    }

    @Test
    void runJournalThatKnowsMoreThanTheLogTellsARollback() throws Exception {
        federation("longer", Farms.farms(2)).rounds(3).build().run();
        federation(Farms.farms(2)).rounds(1).build().run();
        Files.copy(
                folder.resolve("longer").resolve("run.journal"),
                folder.resolve("ledger").resolve("run.journal"),
                StandardCopyOption.REPLACE_EXISTING);

        refused(federation(Farms.farms(2)).rounds(2), "attempt 3.1 (expected: none after 2.1");
    }

    @Test
    void folderThatIsAFileIsATypedFailure() throws Exception {
        Files.writeString(folder.resolve("ledger"), "not a folder");

        refused(federation(Farms.farms(2)), "federation farms");
    }

    @Test
    void twoFederationsOverOneLedgerAtOnceAreRefused() throws Exception {
        FailingTrainer holding = FailingTrainer.stuck(LAYOUT);
        FederationRun first = federation(List.of(FederationClient.of("holding", holding)))
                .build()
                .start();
        try {
            assertThat(holding.awaitStart(PATIENCE)).isTrue();

            assertThatExceptionOfType(FederationFailedException.class)
                    .isThrownBy(() -> federation(Farms.farms(2)).build().run())
                    .withCauseInstanceOf(AuditException.class)
                    .withMessageContaining("one writer at a time");
        } finally {
            holding.release();
        }
        assertThat(first.await(PATIENCE).orElseThrow().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }

    private static void refused(FederationBuilder builder, String why) {
        Federation federation = builder.build();
        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(federation::run)
                .withMessageContaining(why);
    }

    private void foundOnly(List<Member> founders) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder.resolve("ledger"))) {
            CanonicalState state = new StateStore(log.inputs()).save(RoundState.of(Farms.START));
            ChainLog.open(log)
                    .append(new CharterLeaf(
                            new FederationId("farms"),
                            log.origin(),
                            log.statementKey().publicKey(),
                            founders.size(),
                            Registry.of(founders).root(),
                            LAYOUT,
                            state.digest(),
                            state.model(),
                            Authorities.coordinator(),
                            Farms.seed(7)));
        }
    }
}
