package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that say something else than a client knows of itself. */
class OwnRecordTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void found() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void proofWithoutItsRecordEstranges() throws Exception {
        ClientAgent victim = scene.member();
        scene.contribute(victim, FIRST);

        refuses(victim, scene.commit(scene.bens()), "no record");
        scene.isEstranged(victim);
    }

    @Test
    void recordOfAnotherClientEstranges() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement mine = scene.contribute(victim, FIRST);
        scene.contribute(twin, FIRST);
        ClientRecord his = Records.included(scene.bens());
        RecordSet records = Records.of(Records.included(mine), his);
        int index = records.indexOf(his.pseudonym()).orElseThrow();
        RoundReceipt honest = scene.rogue.commit(FIRST, records, model(1), scene.rogue.log.size());

        scene.estranges(
                victim,
                Forgery.record(honest, Optional.of(Bytes.of(his.bytes())), index, records.inclusionPath(index)),
                "another client",
                twin,
                honest);
    }

    @Test
    void includedWithSomethingItDidNotSignEstranges() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement mine = scene.contribute(victim, FIRST);
        SignedStatement forged = new SignedStatement(mine.statement(), Bytes.of(new byte[64]));

        refuses(victim, scene.commit(forged), "not of what this client signed");
        scene.isEstranged(victim);
    }

    @Test
    void rejectedWithSomethingItDidNotSignEstranges() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement mine = scene.contribute(victim, FIRST);
        SignedStatement forged = new SignedStatement(mine.statement(), Bytes.of(new byte[64]));

        refuses(victim, told(Records.rejected(forged, RejectionReason.TIMED_OUT)), "not of what this client signed");
        scene.isEstranged(victim);
    }

    @Test
    void includedWithoutHavingAnsweredEstranges() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement real = scene.contribute(scene.member(), FIRST);
        SignedStatement forged = new SignedStatement(real.statement(), Bytes.of(new byte[64]));
        long seen = scene.rogue.log.size();
        RoundReceipt lie = scene.rogue.abandon(FIRST, Records.of(Records.included(forged)), seen);
        RoundReceipt truth = scene.rogue.abandon(
                FIRST.retry(), Records.of(Records.rejected(Rogue.ANNA, RejectionReason.REFUSED)), seen);

        scene.estranges(victim, Forgery.log(lie, scene.rogue.view(seen)), "not in the log", twin, truth);
    }

    @Test
    void includedUnderAForgedSignatureEstrangesWhoeverDidNotAnswer() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement real = scene.contribute(scene.member(), FIRST);
        SignedStatement forged = new SignedStatement(real.statement(), Bytes.of(new byte[64]));

        refuses(victim, scene.commit(forged), "did not make");
        scene.isEstranged(victim);
    }

    @Test
    void contributionToAnotherAttemptInTheRecordEstranges() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement old = scene.contribute(scene.member(), FIRST);
        long seen = scene.rogue.log.size();
        scene.rogue.abandon(FIRST, seen);

        refuses(
                victim,
                scene.rogue.commit(FIRST.retry(), Records.of(Records.included(old)), model(1), seen),
                "did not make");
        scene.isEstranged(victim);
    }

    /** Its twin signed it: the key is used twice, and that is not the coordinator's doing. */
    @Test
    void contributionUnderItsOwnKeyThatItDoesNotRememberIsNotTheCoordinatorsFault() throws Exception {
        ClientAgent forgetful = scene.member();
        SignedStatement signed = scene.contribute(scene.member(), FIRST);

        assertThat(tell(forgetful, scene.commit(signed))).isEqualTo(HEARD);

        scene.contribute(forgetful, AttemptId.first(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectionReason.class,
            names = {"TIMED_OUT", "UNREACHABLE", "NOT_NEEDED", "DROPPED_OUT", "REFUSED_BY_RULE"},
            mode = EnumSource.Mode.EXCLUDE)
    void leftOutForAReasonThatTheClientKnowsToBeFalseEstranges(RejectionReason reason) throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement mine = scene.contribute(victim, FIRST);

        refuses(victim, told(Records.rejected(mine, reason)), "record says " + reason.word());
        scene.isEstranged(victim);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectionReason.class,
            names = {"TIMED_OUT", "UNREACHABLE", "NOT_NEEDED", "DROPPED_OUT", "REFUSED_BY_RULE"})
    void leftOutOnTheCoordinatorsWordIsBorneAndCounted(RejectionReason reason) throws Exception {
        ClientAgent agent = scene.member(scene.atHome());
        scene.contribute(agent, FIRST);

        assertThat(tell(agent, told(Records.rejected(Rogue.ANNA, reason)))).isEqualTo(HEARD);

        assertThat(Files.readString(folder.resolve("home").resolve("memory.json")))
                .contains("\"dismissed\":1");
        scene.contribute(agent, AttemptId.first(2));
    }

    /** The first answer was lost on the way, and the coordinator asked again. */
    @Test
    void whoWasAskedAgainAndRefusedBearsThatItIsOnRecord() throws Exception {
        ClientAgent agent = scene.member(scene.atHome());
        scene.contribute(agent, FIRST);
        refuses(agent, scene.rogue.invitation(FIRST, 0), "second answer");
        ClientAgent restarted = scene.member(scene.atHome());

        assertThat(tell(restarted, told(Records.rejected(Rogue.ANNA, RejectionReason.REFUSED))))
                .isEqualTo(HEARD);

        assertThat(Files.readString(folder.resolve("home").resolve("memory.json")))
                .contains("\"dismissed\":1");
        scene.contribute(restarted, AttemptId.first(2));
    }

    @Test
    void whoSentNoNumbersOrTooLargeOnesAdmitsIt() throws Exception {
        admits(FailingTrainer.notANumber(Rogue.LAYOUT), RejectionReason.NOT_FINITE);
        admits(FailingTrainer.exploding(Rogue.LAYOUT), RejectionReason.OUT_OF_RANGE);
    }

    private void admits(FailingTrainer trainer, RejectionReason reason) throws IOException {
        try (Scene other = new Scene(folder, Rogue.found(folder.resolve(reason.word())))) {
            ClientAgent agent = other.member(FederationClient.builder("anna", trainer));
            ClientAgent liedTo = other.member(FederationClient.builder("anna", trainer));
            SignedStatement signed = other.contribute(agent, FIRST);
            other.contribute(liedTo, FIRST);
            long seen = other.rogue.log.size();
            RoundReceipt truth = other.rogue.abandon(FIRST, Records.of(Records.rejected(signed, reason)), seen);
            assertThat(tell(agent, truth)).isEqualTo(HEARD);
        }
    }

    @Test
    void anyTamperedByteOfTheRecordEstranges() throws Exception {
        SignedStatement mine = scene.contribute(scene.member(), FIRST);
        List<ClientAgent> victims = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            ClientAgent victim = scene.member();
            scene.contribute(victim, FIRST);
            victims.add(victim);
        }
        RoundReceipt honest = scene.commit(mine);
        byte[] record = honest.record().orElseThrow().toByteArray();

        for (int i = 0; i < victims.size(); i++) {
            byte[] tampered = record.clone();
            tampered[i * record.length / victims.size()] ^= 1;
            refuses(
                    victims.get(i),
                    Forgery.record(honest, Optional.of(Bytes.of(tampered)), 0, honest.recordPath()),
                    "record");
            scene.isEstranged(victims.get(i));
        }
    }

    /** {@return a receipt of the first attempt with this record of Anna's, committed with Ben's contribution} */
    private RoundReceipt told(ClientRecord record) throws IOException {
        RecordSet records = Records.of(record, Records.included(scene.bens()));
        return scene.rogue.commit(FIRST, records, model(1), scene.rogue.log.size());
    }
}
