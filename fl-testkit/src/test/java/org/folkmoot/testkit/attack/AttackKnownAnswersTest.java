package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

/** The updates of {@code vectors/attacks.json}, which names the programs that computed them. */
final class AttackKnownAnswersTest {
    @Test
    void forgesWhatOtherFrameworksForge() throws Exception {
        List<JsonObject> cases = cases();
        assertThat(cases).hasSize(16);
        for (JsonObject each : cases) {
            verify(each);
        }
    }

    private static void verify(JsonObject known) throws MalformedJsonException {
        double rtol = Double.parseDouble(known.string("rtol"));
        double[] expected = decimals(known.array("expected"));
        double[] actual = actual(known);
        assertThat(actual).hasSameSizeAs(expected);
        for (int j = 0; j < expected.length; j++) {
            assertThat(actual[j])
                    .as("%s, element %d", known.string("attack"), j)
                    .isCloseTo(expected[j], within(rtol * Math.max(1, Math.abs(expected[j]))));
        }
    }

    private static double[] actual(JsonObject known) throws MalformedJsonException {
        String name = known.string("attack");
        if (name.equals("alie_z_max")) {
            return new double[] {LittleIsEnough.zMax((int) known.integer("n"), (int) known.integer("f"))};
        }
        List<ParameterVector> honest = new ArrayList<>();
        for (Json row : known.array("input").elements()) {
            honest.add(Updates.of(decimals((JsonArray) row)));
        }
        int attackers = known.has("f") ? (int) known.integer("f") : 1;
        return attack(name, known)
                .forge(AttackerView.of(honest, attackers), Updates.chance(0))
                .get(0)
                .toDoubleArray();
    }

    private static UpdateAttack attack(String name, JsonObject known) throws MalformedJsonException {
        return switch (name) {
            case "attack_sign_flip" -> SignFlip.ofHonestMean();
            case "attack_ipm" -> InnerProduct.epsilon(Double.parseDouble(known.string("tau")));
            case "attack_alie" -> LittleIsEnough.z(Double.parseDouble(known.string("tau")));
            case "attack_min_max" -> WithinSpread.minMax(Deviation.UNIT);
            case "attack_min_sum" -> WithinSpread.minSum(Deviation.UNIT);
            case "attack_optimal_ipm" -> Strongest.of(InnerProduct::epsilon, defence(known));
            case "attack_optimal_alie" -> Strongest.of(LittleIsEnough::z, defence(known));
            default -> throw new AssertionError("attack: " + name);
        };
    }

    private static Function<List<ParameterVector>, ParameterVector> defence(JsonObject known)
            throws MalformedJsonException {
        return Defence.mixedClippedTrimmed((int) known.integer("f"), 2);
    }

    private static double[] decimals(JsonArray array) throws MalformedJsonException {
        return array.strings().stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static List<JsonObject> cases() throws Exception {
        try (var in = AttackKnownAnswersTest.class.getResourceAsStream("/vectors/attacks.json")) {
            assertThat(in).isNotNull();
            return ((JsonObject) StrictJson.parse(in.readAllBytes()))
                    .array("cases")
                    .objects();
        }
    }
}
