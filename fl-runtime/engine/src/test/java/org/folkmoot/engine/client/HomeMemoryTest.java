package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the process of a client with a home. */
class HomeMemoryTest {
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
    void rememberedLogIsNotRolledBackBehindAtRestart() throws Exception {
        Path copy = scene.copyLedger();
        ClientAgent agent = scene.member(scene.atHome());
        scene.contribute(agent, FIRST);
        long seen = scene.rogue.log.size();
        assertThat(tell(agent, scene.rogue.abandon(FIRST, seen))).isEqualTo(HEARD);

        ClientAgent restarted = scene.agent(scene.atHome());
        try (TransparencyLog older = TransparencyLog.open(copy)) {
            assertThat(tell(restarted, scene.rogue.over(older).welcome(0)))
                    .isEqualTo(new ClientReply.OlderLog(seen, seen + 1));
        }
        assertThat(tell(restarted, scene.rogue.welcome(0))).isEqualTo(HEARD);
        scene.contribute(restarted, FIRST.retry());
    }

    @Test
    void rememberedAttemptIsNotAnsweredAgainAfterRestart() throws Exception {
        scene.contribute(scene.member(scene.atHome()), FIRST);

        ClientAgent restarted = scene.member(scene.atHome());

        refuses(restarted, scene.rogue.invitation(FIRST, 0), "second answer");
        assertThat(scene.trainings).hasValue(1);
    }

    @Test
    void unsettledAnswerIsStillOwedAfterRestart() throws Exception {
        SignedStatement signed = scene.contribute(scene.member(scene.atHome()), FIRST);
        long seen = scene.rogue.log.size();
        RoundReceipt receipt = scene.commit(signed);

        ClientAgent restarted = scene.agent(scene.atHome());
        assertThat(tell(restarted, scene.rogue.welcome(seen))).isEqualTo(HEARD);

        RoundInvitation second = scene.rogue.invitation(AttemptId.first(2), 0);
        assertThat(tell(restarted, second)).isEqualTo(new ClientReply.Unsettled(FIRST, seen + 1));
        assertThat(tell(restarted, receipt)).isEqualTo(HEARD);
        contributed(tell(restarted, second));
    }

    @Test
    void recordOfSomethingElseThanWasSignedBeforeTheRestartEstranges() throws Exception {
        SignedStatement signed = scene.contribute(scene.member(scene.atHome()), FIRST);
        ClientAgent restarted = scene.member(scene.atHome());
        SignedStatement forged = new SignedStatement(signed.statement(), Bytes.of(new byte[64]));

        refuses(restarted, scene.commit(forged), "not of what this client signed");
        scene.isEstranged(restarted);
    }

    @Test
    void knownModelIsNotForgottenAtRestart() throws Exception {
        ClientAgent agent = scene.member(scene.atHome());
        RecordSet bens = Records.of(Records.included(scene.bens()));
        assertThat(tell(agent, scene.commit(scene.contribute(agent, FIRST)))).isEqualTo(HEARD);
        long seen = scene.rogue.log.size();
        ClientAgent restarted = scene.member(scene.atHome());
        scene.rogue.commit(FIRST.retry(), bens, model(8), seen);

        refuses(restarted, scene.rogue.invitation(AttemptId.first(2), seen), "after round 1");
        scene.isEstranged(restarted);
    }

    @Test
    void estrangementOutlivesTheProcess() throws Exception {
        ClientAgent agent = scene.member(scene.atHome());
        refuses(agent, Forgery.model(scene.rogue.invitation(FIRST, 0), model(3)), "not the one that holds");

        scene.isEstranged(scene.agent(scene.atHome()));
    }

    @Test
    void anotherLogIsRefusedAndTheKnownOneStays() throws Exception {
        scene.member(scene.atHome());
        ClientAgent restarted = scene.agent(scene.atHome());
        try (Rogue another = Rogue.found(folder.resolve("other"))) {
            refuses(restarted, another.welcome(0), "another key");
        }

        assertThat(tell(restarted, scene.rogue.welcome(0))).isEqualTo(HEARD);
        scene.contribute(restarted, FIRST);
    }

    @Test
    void refusesToStartOnAMemoryThatIsNotWhatItSaved() throws Exception {
        scene.contribute(scene.member(scene.atHome()), FIRST);
        Path memory = folder.resolve("home").resolve("memory.json");
        FederationClient client = scene.atHome().build();
        Tampering.Attempt refused = tampered -> assertThatIOException()
                .as(tampered.what())
                .isThrownBy(() -> ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC()))
                .withMessageContaining("memory.json");

        Tampering.eachVariantOf(memory, Tampering::truncations, refused);
        Tampering.eachVariantOf(memory, Tampering::byteFlips, refused);
        assertThat(ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC())).isNotNull();
    }

    @Test
    void refusesToStartOnAMemoryOfAnotherVersion() throws Exception {
        scene.member(scene.atHome());
        Path memory = folder.resolve("home").resolve("memory.json");
        FederationClient client = scene.atHome().build();
        Files.writeString(memory, Files.readString(memory).replace("\"version\":1}", "\"version\":2}"));

        assertThatIOException()
                .isThrownBy(() -> ClientAgent.of(client, Rogue.ANNA, Clock.systemUTC()))
                .withMessageContaining("version: 2 (expected: 1)");
    }
}
