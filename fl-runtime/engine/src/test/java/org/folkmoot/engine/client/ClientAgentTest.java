package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.NOW;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.codec.TopK;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The honest course, and what a client owes to nobody but itself. */
class ClientAgentTest {
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
    void signsWhatItWasAskedForAndShownUnderItsOwnKey() throws Exception {
        ClientAgent agent = scene.member();

        ClearUpdate update = contributed(tell(agent, scene.rogue.invitation(FIRST, 0)));

        assertThat(update.delta().toFloatArray()).containsExactly(1, 1);
        ClientStatement said = update.statement();
        assertThat(said.federation()).isEqualTo(Rogue.FEDERATION);
        assertThat(said.attempt()).isEqualTo(FIRST);
        assertThat(said.baseModel()).isEqualTo(Rogue.START.digest());
        assertThat(said.program()).isEqualTo(CanonicalProgram.digest(Rogue.PROGRAM));
        assertThat(said.seenCheckpointSize()).isEqualTo(scene.rogue.log.size());
        assertThat(said.seenCheckpointRoot())
                .isEqualTo(scene.rogue.log.checkpoint().root());
        assertThat(said.payload()).isEqualTo(update.delta().digest());
        assertThat(said.examples()).isEqualTo(5);
        Signatures.verify(
                Signatures.ED25519,
                Rogue.ANNA.publicKey(),
                CanonicalStatement.signingMessage(said),
                update.signed().signature());
    }

    @Test
    void goesOnFromRoundToRound() throws Exception {
        ClientAgent agent = scene.member();
        SignedStatement signed = scene.contribute(agent, FIRST);

        assertThat(tell(agent, scene.commit(signed))).isEqualTo(HEARD);

        assertThat(scene.contribute(agent, AttemptId.first(2)).statement().baseModel())
                .isEqualTo(model(1).digest());
    }

    @Test
    void goesOnFromAttemptToAttempt() throws Exception {
        ClientAgent agent = scene.member();
        scene.contribute(agent, FIRST);

        assertThat(tell(agent, scene.rogue.abandon(FIRST, scene.rogue.log.size())))
                .isEqualTo(HEARD);

        scene.contribute(agent, FIRST.retry());
    }

    @Test
    void takesUpAProgramThatIsAuthorisedLaterWithoutAnotherWelcome() throws Exception {
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.rogue.authorise(Rogue.OTHER_PROGRAM);

        contributed(tell(agent, scene.rogue.invitation(FIRST, Rogue.OTHER_PROGRAM, seen)));
    }

    /** The compiler refuses it; a coordinator may have another compiler. */
    @Test
    void refusesAProgramThatWouldPutWhatItRemembersOutOfStep() throws Exception {
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        RoundProgram clear = Rogue.PROGRAM;
        List<Stage> stages = new ArrayList<>(clear.stages());
        stages.add(new VersionWindow(3).stage());
        TopK codec = TopK.of(0.5);
        stages.add(new Stage(Stage.CODEC, codec.id(), StagePlacement.CLIENT, codec.parameters()));
        RoundProgram buffered = new RoundProgram(
                CollectionKind.BUFFERED,
                clear.layout(),
                stages,
                clear.encoding(),
                clear.participation(),
                clear.minimumClients(),
                clear.disclosure());
        scene.rogue.authorise(buffered);

        assertThat(tell(agent, scene.rogue.invitation(FIRST, buffered, seen)))
                .isInstanceOfSatisfying(
                        ClientReply.Refused.class,
                        refused -> assertThat(refused.reason()).contains("clients remember from round to round"));
    }

    @Test
    void acceptsAWelcomeOnceMore() throws Exception {
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.rogue.authorise(Rogue.OTHER_PROGRAM);

        assertThat(tell(agent, scene.rogue.welcome(seen))).isEqualTo(HEARD);

        scene.contribute(agent, FIRST);
    }

    @Test
    void failedTrainingIsNoAnswerYet() throws Exception {
        FailingTrainer declining = FailingTrainer.declining(Rogue.LAYOUT);
        ClientAgent agent = scene.member(FederationClient.builder("anna", declining));

        for (int turn = 0; turn < 2; turn++) {
            assertThat(tell(agent, scene.rogue.invitation(FIRST, 0)))
                    .isEqualTo(new ClientReply.Failed("TrainingException: no data today"));
        }
    }

    @Test
    void resultThatCameAfterTheCancellationIsNotSigned() throws Exception {
        ClientAgent agent = scene.member();

        ClientReply reply = agent.on(scene.rogue.invitation(FIRST, 0), () -> true);

        assertThat(reply).isInstanceOf(ClientReply.Failed.class);
        scene.contribute(agent, FIRST);
    }

    @Test
    void wrongLayoutOfItsOwnTrainerIsAFailureNotAnAnswer() throws Exception {
        FailingTrainer wrong = FailingTrainer.wrongLayout(Rogue.LAYOUT);
        ClientAgent agent = scene.member(FederationClient.builder("anna", wrong));

        assertThat(tell(agent, scene.rogue.invitation(FIRST, 0)))
                .isInstanceOfSatisfying(
                        ClientReply.Failed.class,
                        failed -> assertThat(failed.reason()).contains("3 parameters"));
    }

    @Test
    void refusesOnceItsConsentHasEndedAndNotBefore() throws Exception {
        ClientAgent before =
                scene.member(scene.client().consent(Consent.to("science").until(NOW.plusSeconds(1))));
        ClientAgent after =
                scene.member(scene.client().consent(Consent.to("science").until(NOW)));

        refuses(after, scene.rogue.invitation(FIRST, 0), "consent has ended");
        scene.contribute(before, FIRST);
    }

    @Test
    void refusesWhatItsFloorForbidsWithoutEstrangement() throws Exception {
        ClientAgent many = scene.member(scene.client().floor(new PolicyFloor(2, true)));
        ClientAgent shy = scene.member(scene.client().floor(new PolicyFloor(1, false)));

        for (int turn = 0; turn < 2; turn++) {
            refuses(many, scene.rogue.invitation(FIRST, 0), "floor: 2");
            refuses(shy, scene.rogue.invitation(FIRST, 0), "single updates");
        }
        assertThat(scene.trainings).hasValue(0);
    }
}
