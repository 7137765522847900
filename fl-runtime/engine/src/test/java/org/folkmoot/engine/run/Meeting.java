package org.folkmoot.engine.run;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.engine.Farms;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationBuilder;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ModelGate;
import org.folkmoot.engine.client.ClientAgent;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.RunJournal;
import org.folkmoot.engine.local.InProcessTransport;

/** An unmodified coordinator, and clients between which and it somebody may stand. */
final class Meeting {
    private final Path folder;
    private final Map<ClientId, Bytes> keys = new LinkedHashMap<>();
    private final Map<ClientId, ClientEndpoint> endpoints = new LinkedHashMap<>();
    private final boolean homes;
    private Path ledger;
    private boolean secure;

    private Meeting(Path folder, boolean homes) {
        this.folder = folder;
        this.homes = homes;
        this.ledger = folder.resolve("ledger");
    }

    /** {@return a meeting of clients that remember nothing beyond their process} */
    static Meeting in(Path folder) {
        return new Meeting(folder, false);
    }

    /** {@return a meeting of clients with homes in this folder} */
    static Meeting withHomes(Path folder) {
        return new Meeting(folder, true);
    }

    /** {@return the same meeting, whose coordinator sees sums only} */
    Meeting underMasks() {
        secure = true;
        return this;
    }

    /** Has a client take part, through what the attack makes of its endpoint; again, as after a restart. */
    ClientId join(int number, UnaryOperator<ClientEndpoint> attack) throws Exception {
        FederationClient.Builder terms = FederationClient.builder(Farms.name(number), Farms.trainer(number));
        FederationClient client = (homes ? terms.home(folder.resolve("home-" + number)) : terms).build();
        Ed25519Key key = key(number);
        keys.put(client.id(), key.publicKey());
        endpoints.put(client.id(), attack.apply(ClientAgent.of(client, key, Clock.systemUTC())));
        return client.id();
    }

    /** Goes on over another ledger. */
    void moveTo(Path another) {
        ledger = another;
    }

    static Ed25519Key key(int number) {
        return Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) number}).bytes());
    }

    /** {@return what an unmodified coordinator comes to, over the ledger as it is} */
    FederationReport run(int rounds, int minimum) throws Exception {
        return run(rounds, minimum, () -> false);
    }

    FederationReport run(int rounds, int minimum, BooleanSupplier cancelled) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(ledger);
                RunJournal journal = RunJournal.open(ledger.resolve("run.journal"));
                InProcessTransport transport = InProcessTransport.of(endpoints, 1)) {
            Coordinator coordinator = new Coordinator(setup(rounds, minimum), log, ChainLog.open(log), journal);
            Map<ClientId, Registration> registrations = new LinkedHashMap<>();
            keys.forEach((id, key) -> registrations.put(id, new Registration(key)));
            return coordinator.run(transport, registrations, cancelled);
        }
    }

    private FederationSetup setup(int rounds, int minimum) {
        FederationBuilder builder = Farms.secureFederation(folder.resolve("unused"), Farms.farms(keys.size()));
        Federation template = (secure ? builder : builder.clearUpdates())
                .minimumClients(minimum)
                .build();
        return new FederationSetup(
                new FederationSetup.Founding(
                        new FederationId("farms"), Farms.START, Optional.of(Farms.seed(7)), Optional.empty()),
                Farms.farms(keys.size()),
                AggregationStrategy.of(FedAvg.weighted()),
                template.program(),
                new FederationSetup.Plan(
                        rounds,
                        1,
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        1,
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        Optional.empty(),
                        ModelGate.finite()),
                new FederationSetup.Bystanders(List.of(), List.of(), List.of()),
                new FederationSetup.Sources(Clock.systemUTC(), System::nanoTime, new SecureRandom()));
    }
}
