package org.folkmoot.audit.evm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.fuzz.Fuzzer;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

/** A node may answer anything. */
class EvmParsersFuzzTest {
    private static final Set<Class<? extends Exception>> BAD_ANSWER = Set.of(BadAnswerException.class);
    private static final String ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final String HASH = "0x" + "ab".repeat(32);

    @Test
    void quantitiesDataAndAddresses() throws Exception {
        Fuzzer.check(
                "Hex.parseQuantity", texts("0x0", "0x7fffffffffffffff"), BAD_ANSWER, b -> Hex.parseQuantity(text(b)));
        Fuzzer.check(
                "Hex.parseData",
                texts("0x", HASH, "0x" + "00".repeat(30_000)),
                BAD_ANSWER,
                b -> Hex.parseData(text(b)));
        Fuzzer.check(
                "EvmAddress.parse",
                texts(ADDRESS, ADDRESS.toLowerCase(Locale.ROOT)),
                Set.of(IllegalArgumentException.class),
                b -> EvmAddress.parse(text(b)));
    }

    @Test
    void heads() throws Exception {
        byte[] head = new byte[5 * 32];
        head[3 * 32 - 1] = 1;
        Fuzzer.check("AnchorCalls.parseHead", List.of(head), BAD_ANSWER, b -> AnchorCalls.parseHead(Bytes.of(b)));
    }

    @Test
    void receipts() throws Exception {
        String mined = "{\"transactionHash\":\"" + HASH
                + "\",\"status\":\"0x1\",\"blockNumber\":\"0x10\",\"gasUsed\":\"0x5208\","
                + "\"contractAddress\":\"" + ADDRESS + "\",\"logs\":[{\"address\":\"" + ADDRESS + "\",\"topics\":[\""
                + HASH
                + "\"],\"data\":\"0x00\"}]}";
        Fuzzer.check(
                "Mined.parse",
                texts(mined),
                Set.of(BadAnswerException.class, MalformedJsonException.class),
                b -> Mined.parse(object(b)));
    }

    private static JsonObject object(byte[] bytes) throws MalformedJsonException {
        if (StrictJson.parse(bytes) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("no object");
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(US_ASCII)).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
