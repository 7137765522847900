package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.testkit.FailingTrainer;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacker is the coordinator; the agent is unmodified. In one file, though long: it is the list of attacks. */
class ClientAgentTest {
    private static final AttemptId FIRST = AttemptId.first(1);
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ClientReply HEARD = new ClientReply.Acknowledged();
    private static final ClientReply STILL_ESTRANGED = new ClientReply.Refused("the coordinator broke the protocol");

    @TempDir
    Path folder;

    private final AtomicInteger trainings = new AtomicInteger();
    private Rogue rogue;

    @BeforeEach
    void found() throws IOException {
        rogue = Rogue.found(folder.resolve("ledger"));
    }

    @AfterEach
    void close() throws IOException {
        rogue.close();
    }

    // The honest course.

    @Test
    void signsWhatItWasAskedForAndShownUnderItsOwnKey() throws Exception {
        ClientAgent agent = member();

        ClearUpdate update = contributed(tell(agent, rogue.invitation(FIRST, rogue.log.size())));

        assertThat(update.delta().toFloatArray()).containsExactly(1, 1);
        assertThat(update.statement().federation()).isEqualTo(Rogue.FEDERATION);
        assertThat(update.statement().attempt()).isEqualTo(FIRST);
        assertThat(update.statement().baseModel()).isEqualTo(Rogue.START.digest());
        assertThat(update.statement().program()).isEqualTo(CanonicalProgram.digest(Rogue.PROGRAM));
        assertThat(update.statement().seenCheckpointSize()).isEqualTo(rogue.log.size());
        assertThat(update.statement().seenCheckpointRoot())
                .isEqualTo(rogue.log.checkpoint().root());
        assertThat(update.statement().payload()).isEqualTo(update.delta().digest());
        assertThat(update.statement().examples()).isEqualTo(5);
        requireSigned(update.signed());
    }

    @Test
    void goesOnFromRoundToRound() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        long seen = rogue.log.size();
        ParameterVector next = model(1);

        assertThat(tell(agent, commit(FIRST, signed, next, seen))).isEqualTo(HEARD);
        RoundInvitation second = new RoundInvitation(
                Rogue.FEDERATION, AttemptId.first(2), Rogue.PROGRAM, next, rogue.view(rogue.log.size()));

        assertThat(contributed(tell(agent, second)).statement().baseModel()).isEqualTo(next.digest());
    }

    @Test
    void takesUpAProgramThatIsAuthorisedLater() throws Exception {
        ClientAgent agent = member();
        long seen = rogue.log.size();
        rogue.authorise(Rogue.OTHER_PROGRAM);

        assertThat(tell(agent, rogue.welcome(seen))).isEqualTo(HEARD);

        contributed(tell(
                agent,
                new RoundInvitation(
                        Rogue.FEDERATION, FIRST, Rogue.OTHER_PROGRAM, Rogue.START, rogue.view(rogue.log.size()))));
    }

    @Test
    void saysWhichSizeItSawInsteadOfActingOnAnother() throws Exception {
        ClientAgent agent = member();

        assertThat(tell(agent, rogue.invitation(FIRST, 0))).isEqualTo(new ClientReply.LastSaw(rogue.log.size()));
        assertThat(tell(agent, rogue.invitation(FIRST, 2))).isEqualTo(new ClientReply.LastSaw(rogue.log.size()));
        assertThat(trainings).hasValue(0);

        contribute(agent, FIRST);
    }

    @Test
    void staysAMemberWhereAnAttemptItAnsweredEndsWithoutRecords() throws Exception {
        ClientAgent agent = member();
        contribute(agent, FIRST);
        long seen = rogue.log.size();

        assertThat(tell(agent, rogue.abandonUnknown(FIRST, seen))).isEqualTo(HEARD);

        contribute(agent, FIRST.retry());
    }

    @Test
    void acceptsToBeLeftOut() throws Exception {
        ClientAgent agent = member();
        SignedStatement mine = contribute(agent, FIRST);
        long seen = rogue.log.size();
        ClientRecord out =
                ClientRecord.rejected(mine.statement().pseudonym(), RejectionReason.TIMED_OUT, Digest.sha256());
        RecordSet records = RecordSet.of(List.of(out, Rogue.included(bens())));

        assertThat(tell(agent, commit(FIRST, records, model(1), seen))).isEqualTo(HEARD);
    }

    // Before it is a member.

    @Test
    void refusesInvitationsOfNobodyKnown() throws Exception {
        ClientAgent agent = agent(client().build(), Rogue.ANNA);

        refuses(agent, rogue.invitation(FIRST, 0), "no charter");
        assertThat(tell(agent, rogue.welcome(0))).isEqualTo(HEARD);
    }

    @Test
    void refusesAFederationThatDoesNotRegisterIt() throws Exception {
        ClientAgent agent = agent(client().build(), Rogue.STRANGER);

        refuses(agent, rogue.welcome(0), "not registered");
        isEstranged(agent);
    }

    @Test
    void refusesACharterForAnotherLayout() throws Exception {
        ParameterLayout other = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
        try (Rogue another = Rogue.found(folder.resolve("other"), other)) {
            ClientAgent agent = agent(client().build(), Rogue.ANNA);

            refuses(agent, another.welcome(0), "another layout");
            isEstranged(agent);
        }
    }

    @Test
    void refusesLeavesThatAreNotInTheLog() throws Exception {
        Welcome honest = rogue.welcome(0);
        List<ProvenLeaf> leaves = honest.leaves();
        ProvenLeaf moved = new ProvenLeaf(1, leaves.get(2).leaf(), leaves.get(1).inclusion());
        List<List<ProvenLeaf>> lies = List.of(
                List.of(),
                List.of(leaves.get(1), leaves.get(2)),
                List.of(leaves.get(0), moved),
                List.of(
                        leaves.get(0),
                        leaves.get(1),
                        new ProvenLeaf(2, leaves.get(2).leaf(), List.of())),
                List.of(leaves.get(0), leaves.get(0)),
                List.of(leaves.get(0), new ProvenLeaf(99, leaves.get(1).leaf(), List.of())));
        for (List<ProvenLeaf> lie : lies) {
            ClientAgent agent = agent(client().build(), Rogue.ANNA);
            refuses(agent, new Welcome(honest.logKey(), honest.log(), lie), "");
            isEstranged(agent);
        }
    }

    @Test
    void refusesAnyTamperedByteOfTheCharter() throws Exception {
        Welcome honest = rogue.welcome(0);
        ProvenLeaf charter = honest.leaves().get(0);
        try (Stream<Tampering.Tampered> variants =
                Tampering.byteFlips(charter.leaf().toByteArray())) {
            variants.forEach(tampered -> {
                ProvenLeaf lie = new ProvenLeaf(0, tampered.bytes(), charter.inclusion());
                ClientAgent agent = agent(client().build(), Rogue.ANNA);
                refuses(agent, new Welcome(honest.logKey(), honest.log(), List.of(lie)), "not in the log");
            });
        }
    }

    @Test
    void refusesALogWhoseCheckpointAnotherKeySigned() throws Exception {
        SignedCheckpoint real = rogue.log.checkpoint();
        SignedCheckpoint forged = Checkpoints.sign(real.origin(), real.size(), real.root(), Rogue.STRANGER);
        ClientAgent agent = agent(client().build(), Rogue.ANNA);

        refuses(agent, rogue.welcome(new LogView(forged, 0, List.of())), "checkpoint");
        isEstranged(agent);
    }

    @Test
    void refusesACheckpointWhoseNoteSaysSomethingElse() throws Exception {
        SignedCheckpoint real = rogue.log.checkpoint();
        SignedCheckpoint lie = new SignedCheckpoint(real.origin(), real.size(), Digest.sha256(), real.note());
        ClientAgent agent = agent(client().build(), Rogue.ANNA);

        refuses(agent, rogue.welcome(new LogView(lie, 0, List.of())), "not what its note says");
        isEstranged(agent);
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        Welcome honest = rogue.welcome(0);
        ClientAgent agent = agent(client().build(), Rogue.ANNA);

        refuses(agent, new Welcome("not a key", honest.log(), honest.leaves()), "log key");
    }

    // Invitations.

    @Test
    void refusesAProgramThatTheLogDoesNotAuthorise() throws Exception {
        ClientAgent agent = member();

        refuses(
                agent,
                new RoundInvitation(
                        Rogue.FEDERATION, FIRST, Rogue.OTHER_PROGRAM, Rogue.START, rogue.view(rogue.log.size())),
                "not authorised");
        isEstranged(agent);
    }

    @Test
    void programThatIsInTheLogButWasNotShownToItIsNotAuthorisedForIt() throws Exception {
        ClientAgent agent = member();
        long seen = rogue.log.size();
        rogue.authorise(Rogue.OTHER_PROGRAM);

        refuses(
                agent,
                new RoundInvitation(Rogue.FEDERATION, FIRST, Rogue.OTHER_PROGRAM, Rogue.START, rogue.view(seen)),
                "not authorised");
    }

    @Test
    void refusesAnInvitationToAnotherFederation() throws Exception {
        ClientAgent agent = member();

        refuses(
                agent,
                new RoundInvitation(
                        new FederationId("others"), FIRST, Rogue.PROGRAM, Rogue.START, rogue.view(rogue.log.size())),
                "others");
        isEstranged(agent);
    }

    @Test
    void refusesAModelOfAnotherLayout() throws Exception {
        ClientAgent agent = member();
        ParameterVector other = ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("other", 2)));

        refuses(
                agent,
                new RoundInvitation(Rogue.FEDERATION, FIRST, Rogue.PROGRAM, other, rogue.view(rogue.log.size())),
                "another layout");
        isEstranged(agent);
    }

    @Test
    void refusesAModelThatIsNotTheLastCommittedOne() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        tell(agent, commit(FIRST, signed, model(1), rogue.log.size()));

        refuses(
                agent,
                new RoundInvitation(
                        Rogue.FEDERATION, AttemptId.first(2), Rogue.PROGRAM, model(2), rogue.view(rogue.log.size())),
                "not the one that round 1 committed");
        isEstranged(agent);
    }

    @Test
    void givesNoSecondAnswerInOneAttempt() throws Exception {
        ClientAgent agent = member();
        contribute(agent, FIRST);

        refuses(agent, rogue.invitation(FIRST, rogue.log.size()), "second answer");

        assertThat(trainings).hasValue(1);
        contribute(agent, FIRST.retry());
        refuses(agent, rogue.invitation(FIRST, rogue.log.size()), "second answer");
    }

    @Test
    void startsRoundOneFromTheModelOfTheCharterOnly() throws Exception {
        ClientAgent agent = member();

        refuses(
                agent,
                new RoundInvitation(Rogue.FEDERATION, FIRST, Rogue.PROGRAM, model(3), rogue.view(rogue.log.size())),
                "not the one that round 0 committed");
        isEstranged(agent);
    }

    @Test
    void failedTrainingIsNoAnswerYet() throws Exception {
        FederationClient failing = FederationClient.of("anna", FailingTrainer.declining(Rogue.LAYOUT));
        ClientAgent agent = agent(failing, Rogue.ANNA);
        tell(agent, rogue.welcome(0));

        for (int turn = 0; turn < 2; turn++) {
            assertThat(tell(agent, rogue.invitation(FIRST, rogue.log.size())))
                    .isEqualTo(new ClientReply.Failed("TrainingException: no data today"));
        }
    }

    @Test
    void resultThatCameAfterTheCancellationIsNotSigned() throws Exception {
        ClientAgent agent = member();

        ClientReply reply = agent.on(rogue.invitation(FIRST, rogue.log.size()), () -> true);

        assertThat(reply).isInstanceOf(ClientReply.Failed.class);
        contribute(agent, FIRST);
    }

    @Test
    void wrongLayoutOfItsOwnTrainerIsAFailureNotAnAnswer() throws Exception {
        ClientAgent agent = agent(FederationClient.of("anna", FailingTrainer.wrongLayout(Rogue.LAYOUT)), Rogue.ANNA);
        tell(agent, rogue.welcome(0));

        assertThat(tell(agent, rogue.invitation(FIRST, rogue.log.size())))
                .isInstanceOfSatisfying(
                        ClientReply.Failed.class,
                        failed -> assertThat(failed.reason()).contains("3 parameters"));
    }

    @Test
    void refusesOnceItsConsentHasEndedAndNotBefore() throws Exception {
        ClientAgent before = member(client().consent(Consent.to("science").until(NOW.plusSeconds(1))));
        ClientAgent after = member(client().consent(Consent.to("science").until(NOW)));

        refuses(after, rogue.invitation(FIRST, rogue.log.size()), "consent has ended");
        contribute(before, FIRST);
    }

    @Test
    void refusesWhatItsFloorForbidsWithoutEstrangement() throws Exception {
        ClientAgent many = member(client().floor(new PolicyFloor(2, true)));
        ClientAgent shy = member(client().floor(new PolicyFloor(1, false)));

        for (int turn = 0; turn < 2; turn++) {
            refuses(many, rogue.invitation(FIRST, rogue.log.size()), "floor: 2");
            refuses(shy, rogue.invitation(FIRST, rogue.log.size()), "single updates");
        }
        assertThat(trainings).hasValue(0);
    }

    // The log between invitations.

    @Test
    void refusesALogThatWasRolledBack() throws Exception {
        Path copy = copyLedger();
        ClientAgent agent = member();
        long seen = rogue.log.size() + 1;
        contribute(agent, FIRST);
        tell(agent, rogue.abandonUnknown(FIRST, rogue.log.size()));

        try (TransparencyLog older = TransparencyLog.open(copy)) {
            refuses(agent, rogue.over(older).invitation(FIRST.retry(), seen), "rolled back");
        }
        isEstranged(agent);
    }

    @Test
    void refusesALogThatWasForked() throws Exception {
        Path copy = copyLedger();
        ClientAgent agent = member();
        contribute(agent, FIRST);
        long seen = rogue.log.size() + 1;
        tell(agent, rogue.abandonUnknown(FIRST, rogue.log.size()));

        try (TransparencyLog other = TransparencyLog.open(copy)) {
            Rogue forked = rogue.over(other);
            forked.abandonUnknown(new AttemptId(1, 7), 0);
            forked.abandonUnknown(new AttemptId(1, 8), 0);
            refuses(agent, forked.invitation(FIRST.retry(), seen), "does not extend");
        }
        isEstranged(agent);
    }

    @Test
    void refusesAnotherRootUnderTheSameSize() throws Exception {
        Path copy = copyLedger();
        ClientAgent agent = member();
        contribute(agent, FIRST);
        long seen = rogue.log.size() + 1;
        tell(agent, rogue.abandonUnknown(FIRST, rogue.log.size()));

        try (TransparencyLog other = TransparencyLog.open(copy)) {
            Rogue forked = rogue.over(other);
            forked.abandonUnknown(new AttemptId(1, 7), 0);
            refuses(agent, forked.invitation(FIRST.retry(), seen), "does not extend");
        }
        isEstranged(agent);
    }

    @Test
    void refusesACheckpointOfAnotherKeyInAnInvitation() throws Exception {
        ClientAgent agent = member();
        SignedCheckpoint real = rogue.log.checkpoint();
        SignedCheckpoint forged = Checkpoints.sign(real.origin(), real.size(), real.root(), Rogue.STRANGER);

        refuses(
                agent,
                new RoundInvitation(
                        Rogue.FEDERATION,
                        FIRST,
                        Rogue.PROGRAM,
                        Rogue.START,
                        new LogView(forged, real.size(), List.of())),
                "checkpoint");
        isEstranged(agent);
    }

    // Receipts.

    @Test
    void programOtherThanAnnouncedInTheProofEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        long seen = rogue.log.size();
        RecordSet records = RecordSet.of(List.of(Rogue.included(signed)));

        refuses(
                agent,
                rogue.commit(FIRST, Rogue.OTHER_PROGRAM, Rogue.START.digest(), model(1).digest(), records, seen),
                "announced and signed");
        isEstranged(agent);
    }

    @Test
    void proofOfAnotherBaseModelThanItWasSentEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        long seen = rogue.log.size();
        RecordSet records = RecordSet.of(List.of(Rogue.included(signed)));

        refuses(
                agent,
                rogue.commit(FIRST, Rogue.PROGRAM, model(5).digest(), model(1).digest(), records, seen),
                "model");
        isEstranged(agent);
    }

    @Test
    void receiptWithoutItsRecordEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        RoundReceipt honest = commit(FIRST, signed, model(1), rogue.log.size());

        refuses(agent, with(honest, Optional.empty(), 0, List.of()), "no record");
        isEstranged(agent);
    }

    @Test
    void proofWithoutItsRecordEstranges() throws Exception {
        ClientAgent agent = member();
        contribute(agent, FIRST);
        RecordSet withoutIt = RecordSet.of(List.of(Rogue.included(bens())));

        refuses(agent, commit(FIRST, withoutIt, model(1), rogue.log.size()), "no record");
        isEstranged(agent);
    }

    @Test
    void recordOfAnotherClientEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement mine = contribute(agent, FIRST);
        ClientRecord his = Rogue.included(bens());
        RecordSet records = RecordSet.of(List.of(Rogue.included(mine), his));
        int index = records.indexOf(his.pseudonym()).orElseThrow();
        RoundReceipt honest = commit(FIRST, records, model(1), rogue.log.size());

        refuses(
                agent,
                with(honest, Optional.of(Bytes.of(his.bytes())), index, records.inclusionPath(index)),
                "another client");
        isEstranged(agent);
    }

    @Test
    void recordOfSomethingItDidNotSignEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement mine = contribute(agent, FIRST);
        SignedStatement forged = new SignedStatement(mine.statement(), Bytes.of(new byte[64]));

        refuses(agent, commit(FIRST, forged, model(1), rogue.log.size()), "not of what this client signed");
        isEstranged(agent);
    }

    @Test
    void anyTamperedByteOfTheRecordEstranges() throws Exception {
        SignedStatement mine = contribute(member(), FIRST);
        long seen = rogue.log.size();
        RoundReceipt honest = commit(FIRST, mine, model(1), seen);
        byte[] record = honest.record().orElseThrow().toByteArray();
        for (int at = 0; at < record.length; at += 37) {
            byte[] tampered = record.clone();
            tampered[at] ^= 1;
            ClientAgent agent = member();
            contribute(agent, FIRST);

            refuses(
                    agent,
                    with(
                            new RoundReceipt(
                                    FIRST,
                                    rogue.view(rogue.log.size()),
                                    honest.proof(),
                                    honest.record(),
                                    0,
                                    honest.recordPath()),
                            Optional.of(Bytes.of(tampered)),
                            0,
                            honest.recordPath()),
                    "record");
        }
    }

    @Test
    void proofOfAnotherAttemptOrNoProofEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        RoundReceipt other =
                commit(new AttemptId(1, 2), RecordSet.of(List.of(Rogue.included(signed))), model(1), rogue.log.size());

        refuses(
                agent,
                new RoundReceipt(FIRST, other.log(), other.proof(), other.record(), 0, other.recordPath()),
                "not the proof of this attempt");
        isEstranged(agent);

        ClientAgent another = member();
        contribute(another, FIRST);
        LogView view = rogue.view(rogue.log.size());
        refuses(
                another,
                new RoundReceipt(FIRST, view, rogue.proven(0), Optional.empty(), 0, List.of()),
                "not the proof of this attempt");
        isEstranged(another);
    }

    @Test
    void proofThatIsNotInTheLogEstranges() throws Exception {
        ClientAgent agent = member();
        SignedStatement signed = contribute(agent, FIRST);
        RoundReceipt honest = commit(FIRST, signed, model(1), rogue.log.size());
        ProvenLeaf lie = new ProvenLeaf(0, honest.proof().leaf(), honest.proof().inclusion());

        refuses(
                agent,
                new RoundReceipt(FIRST, honest.log(), lie, honest.record(), 0, honest.recordPath()),
                "not in the log");
        isEstranged(agent);
    }

    // A client with a home.

    @Test
    void rememberedLogIsNotRolledBackBehindAtRestart() throws Exception {
        Path copy = copyLedger();
        ClientAgent agent = member(atHome());
        contribute(agent, FIRST);
        long seen = rogue.log.size() + 1;
        assertThat(tell(agent, rogue.abandonUnknown(FIRST, rogue.log.size()))).isEqualTo(HEARD);

        ClientAgent restarted = agent(atHome().build(), Rogue.ANNA);
        try (TransparencyLog older = TransparencyLog.open(copy)) {
            assertThat(tell(restarted, rogue.over(older).welcome(0))).isEqualTo(new ClientReply.LastSaw(seen));
            refuses(restarted, rogue.over(older).welcome(seen), "rolled back");
        }
        isEstranged(restarted);
    }

    @Test
    void rememberedAttemptIsNotAnsweredAgainAfterRestart() throws Exception {
        contribute(member(atHome()), FIRST);

        ClientAgent restarted = agent(atHome().build(), Rogue.ANNA);
        assertThat(tell(restarted, rogue.welcome(0))).isEqualTo(new ClientReply.LastSaw(rogue.log.size()));
        assertThat(tell(restarted, rogue.welcome(rogue.log.size()))).isEqualTo(HEARD);

        refuses(restarted, rogue.invitation(FIRST, rogue.log.size()), "second answer");
        assertThat(trainings).hasValue(1);
        contribute(restarted, FIRST.retry());
    }

    @Test
    void rememberedKeyIsNotExchangedAtRestart() throws Exception {
        member(atHome());
        try (Rogue another = Rogue.found(folder.resolve("other"))) {
            ClientAgent restarted = agent(atHome().build(), Rogue.ANNA);

            refuses(restarted, another.welcome(rogue.log.size()), "another key");
            isEstranged(restarted);
        }
    }

    @Test
    void refusesToStartOnACorruptMemory() throws Exception {
        ClientAgent agent = member(atHome());
        contribute(agent, FIRST);
        Path memory = folder.resolve("home").resolve("memory.json");
        FederationClient client = atHome().build();

        Tampering.eachVariantOf(
                memory,
                Tampering::truncations,
                tampered -> assertThatIOException()
                        .as(tampered.what())
                        .isThrownBy(() -> ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC())));
        for (String lie : List.of(
                "{\"attempt\":1,\"round\":0}",
                "{\"attempt\":1,\"round\":4294967297}",
                "{\"round\":1}",
                "{\"checkpoint\":\"\"}",
                "[]")) {
            Files.writeString(memory, lie);
            assertThatIOException()
                    .as(lie)
                    .isThrownBy(() -> ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC()))
                    .withMessageContaining("memory.json");
        }
    }

    @Test
    void everyAlteredMemoryIsReadOrAnIOException() throws Exception {
        contribute(member(atHome()), FIRST);
        FederationClient client = atHome().build();

        Tampering.eachVariantOf(folder.resolve("home").resolve("memory.json"), Tampering::byteFlips, tampered -> {
            try {
                assertThat(ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC()))
                        .isNotNull();
            } catch (IOException refused) {
                assertThat(refused).as(tampered.what()).hasMessageContaining("memory.json");
            }
        });
    }

    private FederationClient.Builder atHome() {
        return client().home(folder.resolve("home"));
    }

    private FederationClient.Builder client() {
        return FederationClient.builder("anna", new OneMore());
    }

    private static ClientAgent agent(FederationClient client, SigningKey key) {
        try {
            return ClientAgent.of(client, key, Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ClientAgent member() throws IOException {
        return member(client());
    }

    private ClientAgent member(FederationClient.Builder builder) throws IOException {
        ClientAgent agent = agent(builder.build(), Rogue.ANNA);
        assertThat(tell(agent, rogue.welcome(0))).isEqualTo(HEARD);
        return agent;
    }

    private SignedStatement contribute(ClientAgent agent, AttemptId attempt) throws IOException {
        return contributed(tell(agent, rogue.invitation(attempt, rogue.log.size())))
                .signed();
    }

    /** {@return what Ben would have signed in the first attempt} */
    private SignedStatement bens() throws IOException {
        ClientAgent ben = agent(FederationClient.of("ben", new OneMore()), Rogue.BEN);
        tell(ben, rogue.welcome(0));
        return contribute(ben, FIRST);
    }

    private RoundReceipt commit(AttemptId attempt, SignedStatement signed, ParameterVector after, long fromSize)
            throws IOException {
        return commit(attempt, RecordSet.of(List.of(Rogue.included(signed))), after, fromSize);
    }

    private RoundReceipt commit(AttemptId attempt, RecordSet records, ParameterVector after, long fromSize)
            throws IOException {
        return rogue.commit(attempt, Rogue.PROGRAM, Rogue.START.digest(), after.digest(), records, fromSize);
    }

    private static RoundReceipt with(RoundReceipt receipt, Optional<Bytes> record, long index, List<Digest> path) {
        return new RoundReceipt(receipt.attempt(), receipt.log(), receipt.proof(), record, index, path);
    }

    private static ClientReply tell(ClientAgent agent, ServerMessage message) {
        return agent.on(message, Cancellation.never());
    }

    private static ClearUpdate contributed(ClientReply reply) {
        assertThat(reply).isInstanceOf(ClientReply.Contributed.class);
        return (ClearUpdate) ((ClientReply.Contributed) reply).contribution();
    }

    private static void refuses(ClientAgent agent, ServerMessage message, String why) {
        assertThat(tell(agent, message))
                .isInstanceOfSatisfying(
                        ClientReply.Refused.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    private void isEstranged(ClientAgent agent) throws IOException {
        String why = ((ClientReply.Refused) STILL_ESTRANGED).reason();
        refuses(agent, rogue.invitation(new AttemptId(1, 99), rogue.log.size()), why);
        refuses(agent, rogue.welcome(rogue.log.size()), why);
    }

    private static void requireSigned(SignedStatement signed) throws InvalidSignatureException {
        Signatures.verify(
                Signatures.ED25519,
                Rogue.ANNA.publicKey(),
                CanonicalStatement.signingMessage(signed.statement()),
                signed.signature());
    }

    private static ParameterVector model(float value) {
        return ParameterVector.of(Rogue.LAYOUT, new float[] {value, value});
    }

    /** {@return a copy of the ledger as it is now; opened, it signs with the same keys} */
    private Path copyLedger() throws IOException {
        Path from = folder.resolve("ledger");
        Path to = folder.resolve("copy");
        rogue.log.close();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        rogue = rogue.over(TransparencyLog.open(from));
        return to;
    }

    /** Adds one to every parameter and says that five examples did it. */
    private final class OneMore implements ClientTrainer {
        @Override
        public ParameterLayout layout() {
            return Rogue.LAYOUT;
        }

        @Override
        public ExecutionFingerprint fingerprint() {
            return ExecutionFingerprint.strictJava("one-more/1");
        }

        @Override
        public TrainingResult train(TrainingTask task) {
            trainings.incrementAndGet();
            double[] values = task.model().toDoubleArray();
            for (int i = 0; i < values.length; i++) {
                values[i]++;
            }
            return TrainingResult.of(ParameterVector.of(task.model().layout(), values), 5);
        }
    }
}
