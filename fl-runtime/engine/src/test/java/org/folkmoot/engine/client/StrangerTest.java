package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator may try on a client that does not know it yet. */
class StrangerTest {
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
    void refusesInvitationsAndReceiptsOfNobodyKnown() throws Exception {
        ClientAgent agent = scene.agent(scene.client());
        SignedStatement signed = scene.contribute(scene.member(), FIRST);

        refuses(agent, scene.rogue.invitation(FIRST, 0), "no charter");
        refuses(agent, scene.commit(signed), "no charter");

        assertThat(tell(agent, scene.rogue.welcome(0))).isEqualTo(HEARD);
    }

    @Test
    void refusesAFederationThatDoesNotRegisterItAndStaysAStranger() throws Exception {
        ClientAgent agent = Scene.agent(scene.client().build(), Rogue.STRANGER);

        refuses(agent, scene.rogue.welcome(Rogue.STRANGER, 0), "not registered");
        long seen = scene.rogue.log.size();
        scene.rogue.register(List.of(Member.of(Rogue.FEDERATION, Rogue.STRANGER.publicKey())));

        assertThat(tell(agent, scene.rogue.welcome(Rogue.STRANGER, seen))).isEqualTo(HEARD);
    }

    @Test
    void refusesALeafThatListsOthersAsItsRegistration() throws Exception {
        Welcome honest = scene.rogue.welcome(0);

        refuses(
                scene.agent(scene.client()),
                Forgery.leaves(honest, honest.charter(), scene.rogue.proven(2)),
                "not registered");
    }

    @Test
    void refusesACharterForAnotherLayout() throws Exception {
        ParameterLayout other = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
        RoundProgram program = Rogue.program(other, 0.5, Participation.all());
        try (Rogue another = Rogue.found(folder.resolve("other"), program)) {
            refuses(scene.agent(scene.client()), another.welcome(0), "another layout");
        }
    }

    @Test
    void leavesThatAreNotInTheLogEstrange() throws Exception {
        Welcome honest = scene.rogue.welcome(0);
        ProvenLeaf charter = honest.charter();
        ProvenLeaf registration = honest.registration();
        List<Welcome> lies = List.of(
                Forgery.leaves(honest, registration, registration),
                Forgery.leaves(honest, new ProvenLeaf(0, registration.leaf(), charter.inclusion()), registration),
                Forgery.leaves(honest, charter, new ProvenLeaf(2, registration.leaf(), registration.inclusion())),
                Forgery.leaves(honest, charter, new ProvenLeaf(1, registration.leaf(), List.of())),
                Forgery.leaves(honest, charter, new ProvenLeaf(99, registration.leaf(), List.of())));
        for (Welcome lie : lies) {
            scene.estranges(scene.agent(scene.client()), lie, "leaf", scene.agent(scene.client()), honest);
        }
    }

    @Test
    void anyTamperedByteOfTheCharterEstranges() throws Exception {
        Welcome honest = scene.rogue.welcome(0);
        try (Stream<Tampering.Tampered> variants =
                Tampering.byteFlips(honest.charter().leaf().toByteArray())) {
            variants.forEach(tampered -> {
                ProvenLeaf lie =
                        new ProvenLeaf(0, tampered.bytes(), honest.charter().inclusion());
                refuses(
                        scene.agent(scene.client()),
                        Forgery.leaves(honest, lie, honest.registration()),
                        "not in the log");
            });
        }
    }

    @Test
    void logWhoseCheckpointAnotherKeySignedEstranges() throws Exception {
        SignedCheckpoint real = scene.rogue.log.checkpoint();
        SignedCheckpoint forged = Checkpoints.sign(real.origin(), real.size(), real.root(), Rogue.STRANGER);
        Welcome honest = scene.rogue.welcome(0);

        scene.estranges(
                scene.agent(scene.client()),
                Forgery.log(honest, new LogView(forged, 0, List.of())),
                "checkpoint",
                scene.agent(scene.client()),
                honest);
    }

    @Test
    void checkpointWhoseNoteSaysSomethingElseEstranges() throws Exception {
        SignedCheckpoint real = scene.rogue.log.checkpoint();
        SignedCheckpoint lie = new SignedCheckpoint(real.origin(), real.size(), Digest.sha256(), real.note());
        Welcome honest = scene.rogue.welcome(0);

        scene.estranges(
                scene.agent(scene.client()),
                Forgery.log(honest, new LogView(lie, 0, List.of())),
                "not what its note says",
                scene.agent(scene.client()),
                honest);
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        Welcome honest = scene.rogue.welcome(0);

        refuses(
                scene.agent(scene.client()),
                new Welcome("not a key", honest.log(), honest.charter(), honest.registration()),
                "log key");
    }
}
