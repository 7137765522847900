package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.witness.HttpWitness;
import org.folkmoot.audit.witness.WitnessServer;
import org.folkmoot.audit.witness.WitnessSetup;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessLedgerTest implements SignedLedgerContract {
    private static final Ed25519Key WITNESS =
            Ed25519Key.fromSeed(MerkleHash.emptyRoot().bytes());

    private final Map<Path, WitnessServer> servers = new HashMap<>();

    @TempDir
    private Path folder;

    @Override
    public LedgerAdapter open(Path where) throws Exception {
        return open(where, where.resolve("memory"));
    }

    private LedgerAdapter open(Path where, Path memory) throws Exception {
        if (!servers.containsKey(where)) {
            servers.put(where, start(where, 0));
        }
        WitnessServer server = requireNonNull(servers.get(where));
        return WitnessLedger.open(
                memory, HttpWitness.at(server.address(), server.verifierKey(), Duration.ofSeconds(10)), LOG_KEY);
    }

    private static WitnessServer start(Path where, int port) throws Exception {
        WitnessSetup setup =
                new WitnessSetup("example.org/witness", WITNESS, List.of(LOG_KEY), where.resolve("witness"));
        return WitnessServer.start(setup, port, Clock.systemUTC());
    }

    /** The witness is shut down and comes back at the same address. */
    @Override
    public AutoCloseable outage(Path where) throws Exception {
        WitnessServer server = requireNonNull(servers.get(where));
        int port = server.port();
        server.close();
        return () -> servers.put(where, start(where, port));
    }

    @AfterEach
    void stop() throws Exception {
        for (WitnessServer server : servers.values()) {
            server.close();
        }
    }

    @Test
    void goesOnWithAWitnessThatRemembersMoreThanTheFolder() throws Exception {
        SignedCheckpoint first = one();
        SignedCheckpoint second = two();
        Path fresh = folder.resolve("fresh");
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(first, new GivenPath(List.of()));
        }
        try (LedgerAdapter ledger = open(folder, fresh)) {
            assertThat(ledger.latest()).isEmpty();
            assertThat(ledger.publish(second, new GivenPath(List.of(leaf("b")))).tree())
                    .isEqualTo(TreeHead.of(second));
        }
    }

    @Test
    void tellsThatTheLogWasSetBackFromTheWitnessAlone() throws Exception {
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(two(), new GivenPath(List.of()));
        }
        try (LedgerAdapter ledger = open(folder, folder.resolve("fresh"))) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> ledger.publish(one(), new GivenPath(List.of())))
                    .matches(LedgerException::isConflict);
        }
    }

    private static Digest leaf(String content) {
        return MerkleHash.leaf(content.getBytes(StandardCharsets.UTF_8));
    }

    private SignedCheckpoint one() {
        return sign(Signer.THE_LOG, 1, leaf("a"));
    }

    private SignedCheckpoint two() {
        return sign(Signer.THE_LOG, 2, MerkleHash.node(leaf("a"), leaf("b")));
    }
}
