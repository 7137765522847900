package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator may ask of a member that the log does not call for. */
class MemberTest {
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
    void programThatTheLogDoesNotAuthoriseEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);

        scene.estranges(
                scene.member(), Forgery.program(honest, Rogue.OTHER_PROGRAM), "not authorised", scene.member(), honest);
    }

    @Test
    void leafThatAuthorisesNothingEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);
        ProvenLeaf real = honest.authorisation();
        for (ProvenLeaf lie : List.of(
                scene.rogue.proven(1),
                new ProvenLeaf(2, real.leaf(), List.of()),
                new ProvenLeaf(9, real.leaf(), List.of()))) {
            scene.estranges(scene.member(), Forgery.authorisation(honest, lie), "", scene.member(), honest);
        }
    }

    @Test
    void invitationToAnotherFederationEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);

        scene.estranges(
                scene.member(),
                Forgery.federation(honest, new FederationId("others")),
                "others",
                scene.member(),
                honest);
    }

    @Test
    void modelOfAnotherLayoutEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);
        ParameterVector other = ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("other", 2)));

        scene.estranges(scene.member(), Forgery.model(honest, other), "another layout", scene.member(), honest);
    }

    @Test
    void modelOtherThanTheCharterSaysEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);

        scene.estranges(
                scene.member(),
                Forgery.model(honest, model(3)),
                "not the one that holds after round 0",
                scene.member(),
                honest);
    }

    @Test
    void modelOtherThanTheLastCommittedOneEstranges() throws Exception {
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        RoundReceipt receipt = scene.commit(scene.contribute(victim, FIRST));
        assertThat(tell(victim, receipt)).isEqualTo(HEARD);
        RoundInvitation honest = scene.rogue.invitation(AttemptId.first(2), scene.rogue.log.size() - 1);

        scene.estranges(victim, Forgery.model(honest, model(2)), "not the one that holds after round 1", twin, honest);
    }

    @Test
    void attemptThatIsNotDueEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);
        for (AttemptId lie : List.of(FIRST.retry(), AttemptId.first(2), new AttemptId(7, 3))) {
            scene.estranges(
                    scene.member(), Forgery.attempt(honest, lie), "calls for attempt 1.1", scene.member(), honest);
        }
    }

    @Test
    void givesNoSecondAnswerInOneAttempt() throws Exception {
        ClientAgent agent = scene.member();
        scene.contribute(agent, FIRST);

        refuses(agent, scene.rogue.invitation(FIRST, 0), "second answer");

        assertThat(scene.trainings).hasValue(1);
        assertThat(tell(agent, scene.rogue.abandon(FIRST, scene.rogue.log.size())))
                .isEqualTo(HEARD);
        refuses(agent, scene.rogue.invitation(FIRST, 0), "second answer");
        scene.contribute(agent, FIRST.retry());
        assertThat(scene.trainings).hasValue(2);
    }

    @Test
    void roundForWhichItWasNotDrawnEstranges() throws Exception {
        RoundProgram half = Rogue.program(Rogue.LAYOUT, 0.5, Participation.share(1, 2));
        try (Scene drawn = new Scene(folder, Rogue.found(folder.resolve("half"), half))) {
            ClientAgent anna = drawn.member();
            ClientAgent ben = Scene.agent(drawn.client().build(), Rogue.BEN);
            assertThat(tell(ben, drawn.rogue.welcome(Rogue.BEN, 0))).isEqualTo(HEARD);
            int[] cohort = CohortDraw.of(half.participation()).select(new CharterBeacon(Rogue.SALT), 1, 2);
            assertThat(cohort).hasSize(1);
            RoundInvitation honest = drawn.rogue.invitation(FIRST, 0);

            drawn.estranges(
                    cohort[0] == 0 ? ben : anna, honest, "not drawn for round 1", cohort[0] == 0 ? anna : ben, honest);
        }
    }

    @Test
    void invitationUnderACheckpointOfAnotherKeyEstranges() throws Exception {
        SignedCheckpoint real = scene.rogue.log.checkpoint();
        SignedCheckpoint forged = Checkpoints.sign(real.origin(), real.size(), real.root(), Rogue.STRANGER);
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);

        scene.estranges(
                scene.member(),
                Forgery.log(honest, new LogView(forged, real.size(), List.of())),
                "checkpoint",
                scene.member(),
                honest);
    }
}
