package org.folkmoot.aggregation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.testkit.UpdateCodecContract;
import org.junit.jupiter.api.Test;

final class TopKTest implements UpdateCodecContract {
    private static final Digest SEED = Digest.sha256();
    private static final AesCtrGenerator UNUSED = AesCtrGenerator.fromSeed(SEED);

    @Override
    public UpdateCodec codec() {
        return TopK.of(0.3);
    }

    private static ParameterLayout layout(int size) {
        return ParameterLayout.float64(ParameterBlock.trainable("w", size));
    }

    /** Sorting by magnitude, then by position, is the definition; values are few, so ties are many. */
    @Property(tries = 500)
    void keepsWhatSortingKeeps(@ForAll long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(60);
        double[] values = random.doubles(size)
                .map(v -> (random.nextInt(9) - 4) * (v < 0.5 ? 0.25 : 1e-300))
                .toArray();
        int k = new Fraction(0.3).of(size);
        double[] expected = new double[size];
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(values[j])))
                .limit(k)
                .forEach(j -> expected[j] = values[j] + 0.0);
        assertThat(TopK.of(0.3).compress(ParameterVector.of(layout(size), values), SEED, UNUSED))
                .isEqualTo(ParameterVector.of(layout(size), expected));
    }

    /** The rounds of {@code vectors/top-k.json}, which states the formula; the caller keeps the error. */
    @Test
    void givesTheKnownAnswersWithErrorFeedback() throws Exception {
        for (JsonObject each : cases()) {
            double[] error = new double[0];
            int round = 0;
            for (Json input : each.array("input").elements()) {
                double[] update = decimals(input);
                double[] carried = error.length == 0 ? new double[update.length] : error;
                Arrays.setAll(update, j -> update[j] + carried[j]);
                double k = each.integer("k");
                ParameterVector given = ParameterVector.of(layout(update.length), update);
                ParameterVector sent = TopK.of(k / update.length).compress(given, SEED, UNUSED);
                assertThat(sent.toDoubleArray())
                        .containsExactly(decimals(each.array("sent").elements().get(round++)));
                error = given.minus(sent).toDoubleArray();
            }
            assertThat(error).containsExactly(decimals(each.array("residual")));
        }
    }

    @Test
    void writesCountGapsAndValues() throws Exception {
        ParameterLayout layout = ParameterLayout.float32(ParameterBlock.trainable("w", 1_000));
        float[] values = new float[1_000];
        values[0] = 1;
        values[1] = -2;
        values[500] = 0.5f;
        ParameterVector update = ParameterVector.of(layout, values);
        Bytes encoded = TopK.of(0.003).encode(update, SEED);
        assertThat(encoded)
                .isEqualTo(Bytes.parseHex("03000000" + "00" + "00" + "f203" + "0000803f" + "000000c0" + "0000003f"));
        assertThat(TopK.of(0.003).decode(layout, encoded, SEED)).isEqualTo(update);
    }

    @Test
    void refusesWhatAStrangerMightSend() {
        refuses("02000000" + "0001", "values: 2 (expected: 0 to 1)");
        refuses("ffffffff", "values: -1 (expected: 0 to 1)");
        refuses("01000000" + "03" + "0000803f", "position: 3 (expected: below 3)");
        refuses("01000000" + "8000" + "0000803f", "gap: 0 in 2 bytes (expected: fewer)");
        refuses("01000000" + "ffffffff7f" + "0000803f", "position: 34359738367 (expected: below 3)");
        refuses("01000000" + "ffffffffff" + "000080", "gap: longer than 5 bytes (expected: shorter)");
        refuses("01000000" + "00" + "00000080", "value at 0: zero (expected: not sent)");
        refuses("01000000" + "00" + "000080ff", "value: -Infinity (expected: finite)");
        refuses("01000000" + "00" + "0000803f00", "bytes: 5 (expected: 4 for 3 parameters)");
        refuses("01000000" + "00" + "0000803f0000803f00", "bytes: 14 (expected: at most 13)");
        refuses("0100", "bytes: 2 (expected: more)");
    }

    private static void refuses(String hex, String message) {
        ParameterLayout three = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
        assertThatExceptionOfType(MalformedUpdateException.class)
                .isThrownBy(() -> TopK.of(0.3).decode(three, Bytes.parseHex(hex), SEED))
                .withMessage(message);
    }

    /** Gaps of several bytes, which the small layouts of the contract do not have. */
    @Property(tries = 500)
    void readsOneEncodingOfLongUpdates(@ForAll long seed) {
        Random random = new Random(seed);
        ParameterLayout layout = layout(40_000);
        double[] values = new double[40_000];
        for (int i = 0; i < 4; i++) {
            values[random.nextInt(values.length)] = random.nextGaussian();
        }
        byte[] bytes =
                TopK.of(1e-4).encode(ParameterVector.of(layout, values), SEED).toByteArray();
        bytes[random.nextInt(Math.min(bytes.length, 20))] = (byte) random.nextInt();
        try {
            ParameterVector decoded = TopK.of(1e-4).decode(layout, Bytes.of(bytes), SEED);
            assertThat(TopK.of(1e-4).encode(decoded, SEED)).isEqualTo(Bytes.of(bytes));
        } catch (MalformedUpdateException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static Iterable<JsonObject> cases() throws Exception {
        try (var in = TopKTest.class.getResourceAsStream("/vectors/top-k.json")) {
            assertThat(in).isNotNull();
            return ((JsonObject) StrictJson.parse(in.readAllBytes()))
                    .array("cases")
                    .objects();
        }
    }

    private static double[] decimals(Json array) throws Exception {
        return ((JsonArray) array)
                .strings().stream().mapToDouble(Double::parseDouble).toArray();
    }
}
