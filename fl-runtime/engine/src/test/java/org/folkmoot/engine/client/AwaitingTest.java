package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator owes to a client that has answered, and how it may try not to pay. */
class AwaitingTest {
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
    void answersNoSecondAttemptBeforeItIsShownHowTheFirstEnded() throws Exception {
        ClientAgent agent = scene.member();
        SignedStatement signed = scene.contribute(agent, FIRST);
        long seen = scene.rogue.log.size();
        RoundReceipt receipt = scene.commit(signed);
        RoundInvitation second = scene.rogue.invitation(AttemptId.first(2), seen);

        assertThat(tell(agent, second)).isEqualTo(new ClientReply.Unsettled(FIRST, seen));
        assertThat(tell(agent, second)).isEqualTo(new ClientReply.Unsettled(FIRST, seen));
        assertThat(scene.trainings).hasValue(1);

        assertThat(tell(agent, receipt)).isEqualTo(HEARD);
        contributed(tell(agent, second));
    }

    @Test
    void attemptsThatTheLogKnowsNothingOfYieldOneAnswerInAll() throws Exception {
        ClientAgent agent = scene.member();
        scene.contribute(agent, FIRST);
        long seen = scene.rogue.log.size();
        RoundInvitation same = scene.rogue.invitation(FIRST, 0);

        for (int attempt = 2; attempt < 6; attempt++) {
            assertThat(tell(agent, Forgery.attempt(same, new AttemptId(1, attempt))))
                    .isEqualTo(new ClientReply.Unsettled(FIRST, seen));
        }

        assertThat(scene.trainings).hasValue(1);
        assertThat(tell(agent, scene.rogue.abandon(FIRST, seen))).isEqualTo(HEARD);
        scene.contribute(agent, FIRST.retry());
    }

    @Test
    void welcomeSettlesNothing() throws Exception {
        ClientAgent agent = scene.member();
        scene.contribute(agent, FIRST);
        long seen = scene.rogue.log.size();
        RoundReceipt receipt = scene.rogue.abandon(FIRST, seen);

        assertThat(tell(agent, scene.rogue.welcome(seen))).isEqualTo(HEARD);

        assertThat(tell(agent, scene.rogue.invitation(FIRST.retry(), 0)))
                .isEqualTo(new ClientReply.Unsettled(FIRST, seen + 1));
        assertThat(tell(agent, receipt)).isEqualTo(HEARD);
        scene.contribute(agent, FIRST.retry());
    }

    @Test
    void receiptOfAnotherAttemptSettlesNothing() throws Exception {
        ClientAgent agent = scene.member();
        scene.contribute(agent, FIRST);
        long seen = scene.rogue.log.size();
        RoundReceipt mine = scene.rogue.abandon(FIRST, seen);
        long later = scene.rogue.log.size();

        assertThat(tell(agent, scene.rogue.abandon(FIRST.retry(), seen))).isEqualTo(HEARD);

        RoundInvitation third = scene.rogue.invitation(new AttemptId(1, 3), 0);
        assertThat(tell(agent, third)).isEqualTo(new ClientReply.Unsettled(FIRST, later + 1));
        RoundReceipt again = scene.rogue.receipt(mine.proof().index(), FIRST, Records.NONE, scene.rogue.log.size());
        assertThat(tell(agent, again)).isEqualTo(HEARD);
        contributed(tell(agent, third));
    }

    @Test
    void settlementIsAcceptedTwice() throws Exception {
        ClientAgent agent = scene.member();
        RoundReceipt receipt = scene.commit(scene.contribute(agent, FIRST));

        assertThat(tell(agent, receipt)).isEqualTo(HEARD);
        assertThat(tell(agent, receipt)).isEqualTo(HEARD);

        scene.contribute(agent, AttemptId.first(2));
    }

    @Test
    void abandonedAttemptWithRecordsIsSettledByItsOwnRecordOnly() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement signed = scene.contribute(victim, FIRST);
        scene.contribute(twin, FIRST);
        RoundReceipt honest = scene.rogue.abandon(FIRST, Records.of(Records.included(signed)), scene.rogue.log.size());

        scene.estranges(victim, Forgery.record(honest, Optional.empty(), 0, List.of()), "no record", twin, honest);
    }

    @Test
    void proofThatStoodInTheLogBeforeTheInvitationEstranges() throws Exception {
        SignedStatement bens = scene.bens();
        long seen = scene.rogue.log.size();
        long old = scene.rogue.abandon(FIRST.retry(), seen).proof().index();
        scene.rogue.abandon(FIRST, seen);
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        scene.contribute(victim, FIRST.retry());
        scene.contribute(twin, FIRST.retry());
        RoundReceipt lie = scene.rogue.receipt(old, FIRST.retry(), Records.NONE, scene.rogue.log.size());
        assertThat(bens.statement().attempt()).isEqualTo(FIRST);

        scene.estranges(
                victim, lie, "before the invitation", twin, scene.rogue.abandon(FIRST.retry(), scene.rogue.log.size()));
    }

    @Test
    void programOtherThanAnnouncedInTheProofEstranges() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement signed = scene.contribute(victim, FIRST);
        RecordSet records = Records.of(Records.included(signed));
        RoundLeaf leaf = scene.rogue.committed(FIRST, records, model(1));
        Digest other = CanonicalProgram.digest(Rogue.OTHER_PROGRAM);
        long seen = scene.rogue.log.size();

        refuses(victim, scene.rogue.prove(Forgery.program(leaf, other), records, seen), "announced and signed");
        scene.isEstranged(victim);
    }

    @Test
    void attemptCutOffWithoutRecordsIsSettledWhateverProgramItIsSaidToHaveRun() throws Exception {
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.rogue.authorise(Rogue.OTHER_PROGRAM);
        contributed(tell(agent, scene.rogue.invitation(FIRST, Rogue.OTHER_PROGRAM, seen)));

        assertThat(tell(agent, scene.rogue.abandon(FIRST, seen + 1))).isEqualTo(HEARD);

        scene.contribute(agent, FIRST.retry());
    }

    @Test
    void proofOfAnotherBaseModelThanItWasSentEstranges() throws Exception {
        ClientAgent victim = scene.member();
        SignedStatement signed = scene.contribute(victim, FIRST);
        RecordSet records = Records.of(Records.included(signed));
        RoundLeaf.Change change = new RoundLeaf.Change(model(5).digest(), model(1).digest());
        RoundLeaf leaf = Forgery.model(scene.rogue.committed(FIRST, records, model(1)), change);

        refuses(victim, scene.rogue.prove(leaf, records, scene.rogue.log.size()), "model");
        scene.isEstranged(victim);
    }

    @Test
    void proofOfAnotherAttemptOrNoProofEstranges() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent another = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement signed = scene.contribute(victim, FIRST);
        scene.contribute(another, FIRST);
        scene.contribute(twin, FIRST);
        RoundReceipt honest = scene.commit(signed);

        scene.estranges(victim, Forgery.attempt(honest, FIRST.retry()), "not the proof of this attempt", twin, honest);
        refuses(another, Forgery.proof(honest, scene.rogue.proven(0)), "not the proof of this attempt");
        scene.isEstranged(another);
    }

    @Test
    void proofThatIsNotInTheLogEstranges() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement signed = scene.contribute(victim, FIRST);
        scene.contribute(twin, FIRST);
        RoundReceipt honest = scene.commit(signed);
        ProvenLeaf lie = new ProvenLeaf(0, honest.proof().leaf(), honest.proof().inclusion());

        scene.estranges(victim, Forgery.proof(honest, lie), "not in the log", twin, honest);
    }

    @Test
    void proofThatContradictsAKnownModelEstranges() throws Exception {
        ClientAgent victim = scene.member();
        RecordSet bens = Records.of(Records.included(scene.bens()));
        assertThat(tell(victim, scene.commit(scene.contribute(victim, FIRST)))).isEqualTo(HEARD);
        RoundLeaf again = scene.rogue.committed(FIRST.retry(), bens, model(8));

        refuses(victim, scene.rogue.prove(again, Records.NONE, scene.rogue.log.size()), "after round 1");
        scene.isEstranged(victim);
    }
}
