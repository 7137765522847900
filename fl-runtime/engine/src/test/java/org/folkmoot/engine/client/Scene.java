package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.audit.log.TransparencyLog;

/**
 * A rogue coordinator and unmodified clients that it speaks to. There may be several Annas: twins with one key and
 * separate memories, so that a lie is told to one and the truth, in the same place, to another.
 */
final class Scene implements AutoCloseable {
    static final AttemptId FIRST = AttemptId.first(1);
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final ClientReply HEARD = new ClientReply.Acknowledged();

    final Path folder;
    final AtomicInteger trainings = new AtomicInteger();
    Rogue rogue;

    Scene(Path folder) throws IOException {
        this(folder, Rogue.found(folder.resolve("ledger")));
    }

    Scene(Path folder, Rogue rogue) {
        this.folder = folder;
        this.rogue = rogue;
    }

    FederationClient.Builder client() {
        return FederationClient.builder("anna", new OneMore(trainings));
    }

    FederationClient.Builder atHome() {
        return client().home(folder.resolve("home"));
    }

    ClientAgent agent(FederationClient.Builder client) {
        return agent(client.build(), Rogue.ANNA);
    }

    static ClientAgent agent(FederationClient client, SigningKey key) {
        try {
            return ClientAgent.of(client, key, Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return an Anna that has accepted the welcome} */
    ClientAgent member() throws IOException {
        return member(client());
    }

    ClientAgent member(FederationClient.Builder builder) throws IOException {
        ClientAgent agent = agent(builder);
        assertThat(tell(agent, rogue.welcome(0))).isEqualTo(HEARD);
        return agent;
    }

    /** Has her answer the attempt that is due; {@return what she signed} */
    SignedStatement contribute(ClientAgent agent, AttemptId attempt) throws IOException {
        return contributed(tell(agent, rogue.invitation(attempt, rogue.log.size())))
                .signed();
    }

    /** {@return the receipt of round 1, committed with this contribution alone} */
    RoundReceipt commit(SignedStatement signed) throws IOException {
        return rogue.commit(FIRST, Records.of(Records.included(signed)), model(1), rogue.log.size());
    }

    /** {@return what Ben would have signed in the first attempt} */
    SignedStatement bens() throws IOException {
        ClientAgent ben = agent(FederationClient.of("ben", new OneMore(trainings)), Rogue.BEN);
        assertThat(tell(ben, rogue.welcome(Rogue.BEN, 0))).isEqualTo(HEARD);
        return contribute(ben, FIRST);
    }

    static ClientReply tell(ClientAgent agent, ServerMessage message) {
        return agent.on(message, Cancellation.never());
    }

    static ClearUpdate contributed(ClientReply reply) {
        assertThat(reply).isInstanceOf(ClientReply.Contributed.class);
        return (ClearUpdate) ((ClientReply.Contributed) reply).contribution();
    }

    static void refuses(ClientAgent agent, ServerMessage message, String why) {
        assertThat(tell(agent, message))
                .isInstanceOfSatisfying(
                        ClientReply.Refused.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    /** The victim refuses the lie and is estranged by it; its twin takes the truth in the same place. */
    void estranges(ClientAgent victim, ServerMessage lie, String why, ClientAgent twin, ServerMessage truth)
            throws IOException {
        assertThat(tell(twin, truth))
                .as("the honest message")
                .isInstanceOfAny(ClientReply.Contributed.class, ClientReply.Acknowledged.class);
        int before = trainings.get();
        refuses(victim, lie, why);
        isEstranged(victim);
        assertThat(trainings).as("nothing was trained for the liar").hasValue(before);
    }

    void isEstranged(ClientAgent agent) throws IOException {
        refuses(agent, rogue.invitation(new AttemptId(1, 99), rogue.log.size()), "broke the protocol before");
        refuses(agent, rogue.welcome(rogue.log.size()), "broke the protocol before");
    }

    static ParameterVector model(float value) {
        return ParameterVector.of(Rogue.LAYOUT, new float[] {value, value});
    }

    /** {@return a copy of the ledger as it is now; opened, it signs with the same keys} */
    Path copyLedger() throws IOException {
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

    @Override
    public void close() throws IOException {
        rogue.close();
    }

    /** Adds one to every parameter and says that five examples did it. */
    record OneMore(AtomicInteger trainings) implements ClientTrainer {
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
