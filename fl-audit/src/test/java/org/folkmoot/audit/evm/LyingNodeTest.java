package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node may say without harm: no call ends otherwise than with a LedgerException, and no money is wasted. */
final class LyingNodeTest {
    private static final String WORD = "00".repeat(32);
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final VerifierKey LOG_KEY = VerifierKey.ed25519("example.org/log", KEY.publicKey());
    private static final SignedCheckpoint CHECKPOINT =
            Checkpoints.sign("example.org/log", 1, Digest.sha256(new byte[1]), KEY);
    private static final EvmAddress ADDRESS = EvmAddress.parse("0x" + "12".repeat(20));

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;
    private EvmLedger ledger;

    @BeforeEach
    void start() throws IOException {
        answers.put("eth_chainId", "\"0x1\"");
        answers.put("eth_getCode", "\"0x" + AnchorCode.INSTALLED.runtime().hex() + "\"");
        answers.put("eth_call", "\"0x" + WORD.repeat(5) + "\"");
        answers.put("eth_estimateGas", "\"0x10000\"");
        answers.put("eth_getTransactionCount", "\"0x0\"");
        answers.put("eth_maxPriorityFeePerGas", "\"0x1\"");
        answers.put("eth_getBlockByNumber", "{\"baseFeePerGas\":\"0x1\",\"timestamp\":\"0x1\"}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] question = exchange.getRequestBody().readAllBytes();
            byte[] answer = answer(question).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        EvmChain chain = EvmChain.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 1)
                .within(Duration.ofSeconds(5), Duration.ofSeconds(5));
        ledger = EvmLedger.proving(
                AnchorContract.at(chain, ADDRESS), EvmKey.of(Digest.sha256().bytes()), LOG_KEY);
    }

    private String answer(byte[] question) throws IOException {
        try {
            JsonObject asked = (JsonObject) StrictJson.parse(question);
            String result = answers.getOrDefault(asked.string("method"), "null");
            return "{\"jsonrpc\":\"2.0\",\"id\":" + asked.integer("id") + ",\"result\":" + result + "}";
        } catch (MalformedJsonException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void refuses(String method, String answer, String why) {
        String honest = answers.put(method, answer);
        assertThatExceptionOfType(LedgerException.class)
                .as("%s %s", method, answer)
                .isThrownBy(() -> ledger.publish(CHECKPOINT, new Nothing()))
                .withMessageContaining(why)
                .matches(e -> !e.isConflict());
        answers.put(method, honest == null ? "null" : honest);
    }

    private record Nothing() implements LogHistory {
        @Override
        public Bytes leaf(long index) throws AuditException {
            throw new AuditException("none");
        }

        @Override
        public List<Digest> consistencyPath(long from, long to) {
            return List.of();
        }
    }

    @Test
    void isFoundOutAtEveryStep() throws Exception {
        refuses("eth_chainId", "\"0x2\"", "chain id");
        refuses("eth_chainId", "1", "no string");
        refuses("eth_chainId", "null", "no string");
        refuses("eth_getCode", "\"0x\"", "other code");
        refuses("eth_call", "\"0x\"", "is this the contract?");
        refuses("eth_call", "\"0x" + WORD + "ff".repeat(32) + WORD.repeat(3) + "\"", "below 2^63");
        refuses("eth_estimateGas", "\"0x7fffffffffffffff\"", "gas");
        refuses("eth_estimateGas", "\"-1\"", "quantity");
        refuses("eth_maxPriorityFeePerGas", "\"0x7fffffffffffffff\"", "fee per gas");
        refuses("eth_getBlockByNumber", "{\"baseFeePerGas\":\"0x7fffffffffffffff\"}", "fee per gas");
        refuses("eth_getBlockByNumber", "null", "no block");
        refuses("eth_getBlockByNumber", "{}", "baseFeePerGas");
        refuses("eth_sendRawTransaction", "\"0x" + WORD + "\"", "another transaction");
        refuses("eth_sendRawTransaction", "\"" + "x".repeat(JsonRpc.MAX_ANSWER_BYTES) + "\"", "bytes");
    }

    @Test
    void cannotAnswerWithAHeadThatThereIsNot() {
        String head = "ab".repeat(32) + WORD.substring(2) + "05" + WORD.substring(2) + "01" + WORD + WORD;
        answers.put("eth_call", "\"0x" + head + "\"");
        answers.put("eth_getLogs", "[]");
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> ledger.publish(CHECKPOINT, new Nothing()))
                .withMessageContaining("no transaction that anchored size 5");
        assertThat(ledger.name()).isEqualTo("evm-1");
    }
}
