package org.folkmoot.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.witness.AddCheckpoint;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server answers to those who do not use our client. */
final class LedgerServerTest {
    private static final String ORIGIN = "example.org/log";
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final VerifierKey LOG_KEY = VerifierKey.ed25519(ORIGIN, KEY.publicKey());
    private static final Digest A = MerkleHash.leaf(new byte[] {1});
    private static final Digest B = MerkleHash.leaf(new byte[] {2});
    private static final SignedCheckpoint ONE = Checkpoints.sign(ORIGIN, 1, A, KEY);
    private static final SignedCheckpoint TWO = Checkpoints.sign(ORIGIN, 2, MerkleHash.node(A, B), KEY);

    private final HttpClient client = HttpClient.newHttpClient();
    private LedgerServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = LedgerServer.start(folder, List.of(LOG_KEY), 0);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int post(long old, List<Digest> path, SignedCheckpoint checkpoint) throws Exception {
        return ask("POST", "/checkpoints", new AddCheckpoint(old, path, checkpoint.note()).encode())
                .statusCode();
    }

    private HttpResponse<String> newest() throws Exception {
        return ask("GET", LedgerPaths.newest(ORIGIN), new byte[0]);
    }

    @Test
    void answersWhatItHolds() throws Exception {
        assertThat(newest().statusCode()).isEqualTo(204);
        assertThat(post(0, List.of(), ONE)).isEqualTo(200);
        assertThat(post(1, List.of(B), TWO)).isEqualTo(200);

        assertThat(newest().body()).isEqualTo(TWO.note().utf8());
        assertThat(ask("GET", LedgerPaths.ofSize(ORIGIN, 1), new byte[0]).body())
                .isEqualTo(ONE.note().utf8());
        assertThat(ask("GET", LedgerPaths.ofSize(ORIGIN, 3), new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsWhoeverIsBehindWhatItHolds() throws Exception {
        post(0, List.of(), ONE);
        byte[] stale = new AddCheckpoint(0, List.of(), TWO.note()).encode();
        HttpResponse<String> answer = ask("POST", "/checkpoints", stale);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo(ONE.note().utf8());
    }

    @Test
    void refusesWhatDoesNotExtendWhatItHolds() throws Exception {
        post(0, List.of(), ONE);
        assertThat(post(1, List.of(A), TWO)).isEqualTo(422);
        assertThat(post(1, List.of(), Checkpoints.sign(ORIGIN, 1, B, KEY))).isEqualTo(422);
        assertThat(newest().body()).isEqualTo(ONE.note().utf8());
    }

    @Test
    void takesNothingThatTheLogDidNotSign() throws Exception {
        Ed25519Key forger = Ed25519Key.fromSeed(A.bytes());
        assertThat(post(0, List.of(), Checkpoints.sign(ORIGIN, 1, A, forger))).isEqualTo(403);
        assertThat(post(0, List.of(), Checkpoints.sign("example.org/other", 1, A, KEY)))
                .isEqualTo(404);
        assertThat(newest().statusCode()).isEqualTo(204);
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        for (String bad : List.of("", "old 0\n\n", "old 00\n\n" + ONE.note().utf8(), "x", "old 0\nx\n\nx")) {
            assertThat(ask("POST", "/checkpoints", bad.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(ask("PUT", "/checkpoints", new byte[0]).statusCode()).isEqualTo(405);
        for (String path : List.of("/checkpoints/x", LedgerPaths.newest("other"), LedgerPaths.newest(ORIGIN) + "/01")) {
            assertThat(ask("GET", path, new byte[0]).statusCode()).isEqualTo(404);
        }
        assertThat(ask("POST", "/checkpoints/x", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/checkpoints", new byte[SignedNote.MAX_BYTES + 5000])
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesNoChangedRequest() throws Exception {
        try (FolderLedger ledger = FolderLedger.open(folder.resolve("offline"), LOG_KEY)) {
            LedgerAnswers answers = new LedgerAnswers(Map.of(LedgerPaths.id(ORIGIN), ledger));
            byte[] genuine = new AddCheckpoint(0, List.of(), ONE.note()).encode();
            Tampering.byteFlips(genuine)
                    .forEach(changed -> assertThat(
                                    answers.post("/checkpoints", changed.bytes().toByteArray())
                                            .status())
                            .as(changed.what())
                            .isIn(400, 403, 404));
            assertThat(ledger.latest()).isEmpty();
        }
    }

    @Test
    void keepsOneKeyPerLog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerServer.start(folder.resolve("x"), List.of(LOG_KEY, LOG_KEY), 0));
        assertThatExceptionOfType(IOException.class)
                .as("a folder that is in use")
                .isThrownBy(() -> LedgerServer.start(folder, List.of(LOG_KEY), 0));
    }

    @Test
    void clientBelievesNobodyButTheLog() throws Exception {
        post(0, List.of(), ONE);
        VerifierKey another =
                VerifierKey.ed25519(ORIGIN, Ed25519Key.fromSeed(B.bytes()).publicKey());
        try (LedgerAdapter ledger = HttpLedger.at(server.address(), another, Duration.ofSeconds(10))) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(ledger::latest)
                    .withMessageContaining("no checkpoint of " + ORIGIN);
        }
        assertThat(Bytes.utf8(newest().body())).isEqualTo(ONE.note());
    }
}
