package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class CanonicalProgramTest {
    private static final RoundProgram PROGRAM = program(0.1, 2);

    @Test
    void readsBackWhatItWrites() throws MalformedJsonException {
        byte[] bytes = Jcs.encode(CanonicalProgram.toJson(PROGRAM));

        RoundProgram read = CanonicalProgram.fromJson((JsonObject) StrictJson.parseCanonical(bytes));

        assertThat(read).isEqualTo(PROGRAM);
        assertThat(CanonicalProgram.digest(read)).isEqualTo(CanonicalProgram.digest(PROGRAM));
    }

    @Test
    void hasTheSameBytesForEver() {
        String text = new String(Jcs.encode(CanonicalProgram.toJson(PROGRAM)), StandardCharsets.UTF_8);

        assertThat(text)
                .isEqualTo("{\"collection\":\"clear\",\"disclosure\":{"
                        + "\"records\":{\"audience\":\"auditor\",\"retentionDays\":365},"
                        + "\"states\":{\"audience\":\"auditor\",\"retentionDays\":365},"
                        + "\"updates\":{\"audience\":\"auditor\",\"retentionDays\":365}},\"encoding\":{\"channels\":[{\"length\":2,\"name\":\"delta\"},"
                        + "{\"length\":1,\"name\":\"weight\"}],\"fractionBits\":40,\"maxAbs\":\"16\","
                        + "\"maxTotalWeight\":\"30000\",\"ringBits\":64},\"layout\":{\"blocks\":[{\"group\":\"w\","
                        + "\"name\":\"w\",\"role\":\"trainable\",\"shape\":[2]}],\"elementType\":\"float32\"},"
                        + "\"minimumClients\":2,\"participation\":{\"id\":\"folkmoot/public-share/1\",\"parameters\":"
                        + "{\"beacon\":\"folkmoot/charter-seed/1\",\"denominator\":\"1\",\"numerator\":\"1\"}},"
                        + "\"stages\":[{\"id\":\"folkmoot/local-sgd/1\",\"kind\":\"training\","
                        + "\"parameters\":{\"learningRate\":\"0.1\"},\"placement\":\"client\"}]}");
    }

    @Test
    void tellsProgramsApart() {
        assertThat(List.of(
                        CanonicalProgram.digest(PROGRAM),
                        CanonicalProgram.digest(program(0.2, 2)),
                        CanonicalProgram.digest(program(0.1, 3))))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatIsNoProgram() {
        String text = new String(Jcs.encode(CanonicalProgram.toJson(PROGRAM)), StandardCharsets.UTF_8);
        List<String> wrong = List.of(
                "{}",
                text.replace("\"clear\"", "\"foggy\""),
                text.replace("\"minimumClients\":2", "\"minimumClients\":0"),
                text.replace("\"minimumClients\":2", "\"minimumClients\":2,\"more\":1"),
                text.replace("\"maxAbs\":\"16\"", "\"maxAbs\":\"16.0\""),
                text.replace("\"updates\":{\"audience\":\"auditor\",\"retentionDays\":365}", "\"updates\":{}"),
                text.replace("\"audience\":\"auditor\"", "\"audience\":\"nobody\""),
                text.replace("public-share/1", "public-share"),
                text.replace("\"ringBits\":64", "\"ringBits\":65"),
                text.replace("folkmoot/local-sgd/1", "local-sgd"),
                text.replace("\"shape\":[2]", "\"shape\":[-2]"));

        for (String each : wrong) {
            assertThatThrownBy(() -> CanonicalProgram.fromJson(
                            (JsonObject) StrictJson.parse(each.getBytes(StandardCharsets.UTF_8))))
                    .as(each)
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    private static RoundProgram program(double learningRate, int minimumClients) {
        Stage training = new Stage(
                Stage.TRAINING,
                "folkmoot/local-sgd/1",
                StagePlacement.CLIENT,
                new TreeMap<>(Map.of("learningRate", Decimals.shortest(learningRate))));
        return new RoundProgram(
                CollectionKind.CLEAR,
                ParameterLayout.float32(ParameterBlock.trainable("w", 2)),
                List.of(training),
                new RingEncoding(
                        64,
                        40,
                        16,
                        30_000,
                        List.of(new RingChannel(RingChannel.DELTA, 2), new RingChannel(RingChannel.WEIGHT, 1))),
                Participation.all(),
                minimumClients,
                Disclosure.auditor());
    }
}
