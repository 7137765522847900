package org.folkmoot.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.storage.FolderLockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessServerTest {
    private static final Ed25519Key LOG = Ed25519Key.fromSeed(new byte[32]);
    private static final Ed25519Key WITNESS =
            Ed25519Key.fromSeed(Digest.sha256().bytes());
    private static final String ORIGIN = "example.org/log";
    private static final VerifierKey LOG_KEY = VerifierKey.ed25519(ORIGIN, LOG.publicKey());
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int UNKNOWN_STEP = 2;

    @TempDir
    private Path state;

    private WitnessSetup setup(VerifierKey... logs) {
        return new WitnessSetup("example.org/witness", WITNESS, List.of(logs), state);
    }

    private WitnessServer start() throws IOException {
        return WitnessServer.start(setup(LOG_KEY), 0, CLOCK);
    }

    private static HttpWitness client(WitnessServer server) {
        return HttpWitness.at(server.address(), server.verifierKey(), PATIENCE);
    }

    private static GrowingMerkleTree tree(String name, int leaves) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int i = 0; i < leaves; i++) {
            tree.append(MerkleHash.leaf((name + i).getBytes(StandardCharsets.UTF_8)));
        }
        return tree;
    }

    private static SignedCheckpoint at(GrowingMerkleTree tree, long size) {
        return Checkpoints.sign(ORIGIN, size, tree.root(size), LOG);
    }

    @Test
    void cosignsAGrowingLog() throws Exception {
        GrowingMerkleTree tree = tree("leaf", 20);
        try (WitnessServer server = start()) {
            HttpWitness witness = client(server);
            assertThat(witness.verifierKey()).isEqualTo(server.verifierKey().encode());
            long before = 0;
            for (long size : new long[] {0, 1, 1, 2, 7, 8, 20}) {
                SignedCheckpoint checkpoint = at(tree, size);
                List<Digest> path =
                        before == 0 ? List.of() : tree.consistency(before, size).path();
                String lines = witness.cosign(checkpoint, before, path);
                SignedNote cosigned = SignedNote.parse(
                        Checkpoints.withSignatures(checkpoint, lines).note());
                assertThat(Cosignatures.verify(cosigned, server.verifierKey())).isEqualTo(NOW);
                before = size;
            }
        }
    }

    @Test
    void tellsAForkFromAWrongGuessOfItsSize() throws Exception {
        GrowingMerkleTree tree = tree("leaf", 9);
        GrowingMerkleTree fork = tree("other", 9);
        try (WitnessServer server = start()) {
            HttpWitness witness = client(server);
            witness.cosign(at(tree, 6), 0, List.of());
            conflicts(true, witness, at(fork, 6), 6, List.of());
            conflicts(true, witness, at(fork, 9), 6, fork.consistency(6, 9).path());
            conflicts(true, witness, at(tree, 5), 5, List.of());
            conflicts(false, witness, at(tree, 9), 5, tree.consistency(5, 9).path());
            conflicts(false, witness, at(tree, 6), 0, List.of());
            witness.withProofsFrom((from, to) -> tree.consistency(from, to).path())
                    .cosign(at(tree, 9), 5, tree.consistency(5, 9).path());
            conflicts(
                    true,
                    witness.withProofsFrom(
                            (from, to) -> fork.consistency(from, to).path()),
                    at(fork, 9),
                    0,
                    List.of());
        }
    }

    private static void conflicts(
            boolean expected, HttpWitness witness, SignedCheckpoint checkpoint, long oldSize, List<Digest> path) {
        assertThatExceptionOfType(WitnessException.class)
                .isThrownBy(() -> witness.cosign(checkpoint, oldSize, path))
                .satisfies(refusal -> assertThat(refusal.isConflict())
                        .as(refusal.getMessage())
                        .isEqualTo(expected));
    }

    @Test
    void remembersOverARestart() throws Exception {
        GrowingMerkleTree tree = tree("leaf", 9);
        GrowingMerkleTree fork = tree("other", 9);
        try (WitnessServer server = start()) {
            client(server).cosign(at(tree, 6), 0, List.of());
        }
        try (WitnessServer server = start()) {
            conflicts(
                    true, client(server), at(fork, 9), 6, fork.consistency(6, 9).path());
            client(server).cosign(at(tree, 9), 6, tree.consistency(6, 9).path());
        }
    }

    @Test
    void doesNotStartWithAStateThatItCannotRead() throws Exception {
        try (WitnessServer server = start()) {
            client(server).cosign(at(tree("leaf", 6), 6), 0, List.of());
        }
        try (Stream<Path> files = Files.list(state)) {
            Path note = files.filter(file -> file.toString().endsWith(".note"))
                    .findFirst()
                    .orElseThrow();
            byte[] content = Files.readAllBytes(note);
            content[content.length - 5] ^= 1;
            Files.write(note, content);
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(this::start);
    }

    @Test
    void sharesItsStateWithNobody() throws Exception {
        try (WitnessServer server = start()) {
            assertThatExceptionOfType(FolderLockedException.class).isThrownBy(this::start);
            assertThat(server.port()).isPositive();
        }
    }

    /**
     * FiloSottile/torchwood, litewitness.txt. Where it answers 403 to an unknown origin, the specification says 404. The
     * bad signature of step 1 is in base64 that is not canonical, which is malformed here; in canonical form it is bad.
     */
    @Test
    void answersTheSequenceOfAnotherWitness() throws Exception {
        for (JsonObject vector : KnownAnswers.of("witness.json", "witness.sequence")) {
            VerifierKey log =
                    VerifierKey.ed25519(vector.string("origin"), Bytes.parseHex(vector.string("logPublicKeyHex")));
            Cosigner cosigner = Cosigner.load(setup(log), CLOCK);
            for (JsonObject step : vector.array("steps").objects()) {
                long expected = step.integer("step") == UNKNOWN_STEP ? 404 : step.integer("torchwoodStatus");
                String body = step.string("bodyUtf8").replace("B8WVrx6gx=", "B8WVrx6gw=");
                assertThat(cosigner.answer(body.getBytes(StandardCharsets.UTF_8))
                                .status())
                        .as("step " + step.integer("step"))
                        .isEqualTo((int) expected);
            }
        }
    }

    @Test
    void updatesAsAnotherWitnessDoes() throws Exception {
        for (JsonObject vector : KnownAnswers.of("witness.json", "witness.update")) {
            Path own = Files.createTempDirectory(state, "vector");
            VerifierKey log = VerifierKey.parse(vector.string("logVkey"));
            WitnessSetup setup = new WitnessSetup("example.org/witness", WITNESS, List.of(log), own);
            Cosigner cosigner = Cosigner.load(setup, CLOCK);
            byte[] first = ("old 0\n\n" + vector.string("initNoteUtf8")).getBytes(StandardCharsets.UTF_8);
            assertThat(cosigner.answer(first).status()).isEqualTo(WitnessReply.COSIGNED);
            StringBuilder next = new StringBuilder("old " + vector.integer("oldSize") + "\n");
            for (String hash : vector.array("proofHex").strings()) {
                byte[] bytes = Bytes.parseHex(hash).toByteArray();
                next.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
            }
            next.append('\n').append(vector.string("nextNoteUtf8"));
            int status = cosigner.answer(next.toString().getBytes(StandardCharsets.UTF_8))
                    .status();
            assertThat(status == WitnessReply.COSIGNED)
                    .as(vector.string("name"))
                    .isEqualTo(vector.bool("wantOk"));
        }
    }

    @Property(tries = 200)
    void readsRequestsThatItWrites(@ForAll List<Byte> hashes, @ForAll byte[] junk) throws Exception {
        List<Digest> path = new ArrayList<>();
        hashes.stream().limit(63).forEach(b -> path.add(Digest.sha256(new byte[] {b})));
        AddCheckpoint request =
                new AddCheckpoint(hashes.size(), path, at(tree("leaf", 3), 3).note());
        assertThat(AddCheckpoint.parse(request.encode())).isEqualTo(request);
        try {
            AddCheckpoint.parse(junk);
        } catch (MalformedRequestException e) {
            assertThat(e).hasMessageContaining("line");
        }
    }

    @Test
    void answersMalformedRequestsAndStrangers() throws Exception {
        String note = at(tree("leaf", 3), 3).note().utf8();
        String forged = Checkpoints.sign(ORIGIN, 3, tree("leaf", 3).root(), WITNESS)
                .note()
                .utf8();
        String foreign = Checkpoints.sign(
                        "example.org/other", 3, tree("leaf", 3).root(), LOG)
                .note()
                .utf8();
        try (WitnessServer server = start()) {
            URI target = server.address().resolve("/add-checkpoint");
            assertThat(post(target, "")).isEqualTo(400);
            assertThat(post(target, "old 0\n")).isEqualTo(400);
            assertThat(post(target, "old 00\n\n" + note)).isEqualTo(400);
            assertThat(post(target, "old -1\n\n" + note)).isEqualTo(400);
            assertThat(post(target, "old 0\nAAAA\n\n" + note)).isEqualTo(400);
            assertThat(post(target, "old 0\n\n" + note.substring(1, 30))).isEqualTo(400);
            assertThat(post(target, "old 4\n\n" + note)).isEqualTo(400);
            assertThat(post(target, "old 0\n\n" + forged)).isEqualTo(403);
            assertThat(post(target, "old 0\n\n" + foreign)).isEqualTo(404);
            assertThat(post(target, "old 1\n\n" + note)).isEqualTo(409);
            assertThat(post(target, "old 0\n" + "A".repeat(43) + "=\n\n" + note))
                    .isEqualTo(422);
            assertThat(post(target, "x".repeat(1_100_000))).isEqualTo(413);
            assertThat(post(server.address().resolve("/add-checkpoint/more"), "x"))
                    .isEqualTo(404);
            assertThat(post(server.address().resolve("/"), "x")).isEqualTo(404);
            assertThat(get(target)).isEqualTo(405);
            assertThat(post(target, "old 0\n\n" + note)).isEqualTo(200);
        }
    }

    private static int post(URI target, String body) throws Exception {
        return send(HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int get(URI target) throws Exception {
        return send(HttpRequest.newBuilder(target).GET());
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void clientRefusesACosignatureThatIsNotTheWitnesss() throws Exception {
        SignedCheckpoint checkpoint = at(tree("leaf", 3), 3);
        SignedNote note = SignedNote.parse(checkpoint.note());
        String other = Cosignatures.sign(note, "example.org/witness", LOG, NOW);
        VerifierKey expected = VerifierKey.cosigner("example.org/witness", WITNESS.publicKey());
        for (String body : List.of("", other, "\u2014 x y\n", "x".repeat(1 << 17))) {
            try (Impostor impostor = new Impostor(200, body)) {
                HttpWitness client = HttpWitness.at(impostor.address(), expected, PATIENCE);
                conflicts(false, client, checkpoint, 0, List.of());
            }
        }
        try (Impostor impostor = new Impostor(409, "99999999999999999999\n")) {
            conflicts(true, HttpWitness.at(impostor.address(), expected, PATIENCE), checkpoint, 0, List.of());
        }
        try (Impostor impostor = new Impostor(503, "busy\n")) {
            conflicts(false, HttpWitness.at(impostor.address(), expected, PATIENCE), checkpoint, 0, List.of());
        }
    }

    @Test
    void clientDoesNotWaitForASilentWitness() throws Exception {
        VerifierKey key = VerifierKey.cosigner("example.org/witness", WITNESS.publicKey());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            HttpWitness client = HttpWitness.at(address, key, Duration.ofMillis(200));
            conflicts(false, client, at(tree("leaf", 3), 3), 0, List.of());
        }
    }

    @Test
    void clientRefusesAKeyThatDoesNotCosign() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpWitness.at(URI.create("http://127.0.0.1:1"), LOG_KEY, PATIENCE));
    }

    /** Answers everything the same way. */
    private static final class Impostor implements AutoCloseable {
        private final HttpServer server;

        Impostor(int status, String body) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
