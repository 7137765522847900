package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

/** Answers of nodes, honest and otherwise. */
final class JsonRpcTest {
    private static final String HASH = "0x" + "ab".repeat(32);
    private static final String RECEIPT = "{\"id\":7,\"jsonrpc\":\"2.0\",\"result\":{\"transactionHash\":\"" + HASH
            + "\",\"status\":\"0x1\",\"blockNumber\":\"0x10\",\"gasUsed\":\"0x8a9d\",\"contractAddress\":null,"
            + "\"logs\":[{\"address\":\"0x" + "12".repeat(20) + "\",\"topics\":[\"" + HASH
            + "\"],\"data\":\"0x00ff\"}]}}";

    private static Json result(String answer) throws IOException {
        return JsonRpc.result("m", 7, answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesAResult() throws Exception {
        assertThat(result("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x1\"}")).isEqualTo(new JsonString("0x1"));
        assertThat(result("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":null,\"result\":\"0x1\",\"more\":1}"))
                .isEqualTo(new JsonString("0x1"));
    }

    @Test
    void tellsTheNodesOwnErrorsFromNonsense() {
        assertThatExceptionOfType(NodeRefusedException.class)
                .isThrownBy(() -> result("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":3,"
                        + "\"message\":\"execution reverted\\u0007\",\"data\":\"0x0102\"}}"))
                .withMessage("m: error 3: execution reverted?")
                .satisfies(refusal -> assertThat(refusal.data().hex()).isEqualTo("0102"));
        for (String nonsense : List.of(
                "",
                "[]",
                "{}",
                "{\"jsonrpc\":\"1.0\",\"id\":7,\"result\":\"0x1\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":\"0x1\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":\"0x1\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":\"no\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":3}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":3,\"message\":\"x\",\"data\":\"0x0\"}}",
                "<html>")) {
            assertThatExceptionOfType(BadAnswerException.class).as(nonsense).isThrownBy(() -> result(nonsense));
        }
    }

    /** Whatever is done to the answer, it is a receipt or it is refused as no answer. */
    @Test
    void neverStumblesOverAChangedReceipt() throws Exception {
        assertThat(Mined.parse((JsonObject) result(RECEIPT)).gasUsed()).isEqualTo(35_485);
        byte[] genuine = RECEIPT.getBytes(StandardCharsets.UTF_8);
        Stream<Tampering.Tampered> changes = Stream.of(
                        Tampering.bitFlips(genuine),
                        Tampering.truncations(genuine),
                        Tampering.duplications(genuine),
                        Tampering.swaps(genuine))
                .flatMap(each -> each);
        changes.forEach(changed -> {
            Throwable thrown = catchThrowable(() -> {
                if (JsonRpc.result("m", 7, changed.bytes().toByteArray()) instanceof JsonObject object) {
                    Mined.parse(object);
                }
            });
            assertThat(thrown == null
                            || thrown instanceof BadAnswerException
                            || thrown instanceof NodeRefusedException
                            || thrown instanceof MalformedJsonException)
                    .as("%s: %s", changed.what(), thrown)
                    .isTrue();
        });
    }

    @Property
    void readsEveryQuantityThatItWrites(@ForAll long number) throws Exception {
        long value = number & Long.MAX_VALUE;
        assertThat(Hex.parseQuantity(Hex.quantity(value))).isEqualTo(value);
    }

    @Test
    void refusesWhatIsNoQuantityOrData() {
        for (String bad : List.of("", "0x", "1", "0x01", "0xg", "0x1 ", "0x10000000000000000", "0xffffffffffffffff")) {
            assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> Hex.parseQuantity(bad));
        }
        for (String bad : List.of("", "00", "0x0", "0xgg", "0x00 ")) {
            assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> Hex.parseData(bad));
        }
        assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> Hex.parseData("0x00", 2));
        assertThat(Hex.shortened("x".repeat(500))).hasSize(121);
    }
}
