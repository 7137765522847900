package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.linear.FedBuff;
import org.folkmoot.aggregation.linear.FedDyn;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.QFedAvg;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server steps of {@code vectors/linear.json}, each through the rule's client half and the fold.
 *
 * <p>Tolerance: that of the reference; half a step of the encoding for each value, as often as the rule magnifies it; and in
 * float32 half an ulp for each rounding of a value below 32.
 */
final class LinearKnownAnswersTest {
    private static final double FLOAT32_ULP = Math.ulp(16f);

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void takesTheStepsOfTheFormulas(ElementType type) throws Exception {
        List<JsonObject> cases = Vectors.cases("linear.json");
        assertThat(cases).hasSize(10);
        for (JsonObject known : cases) {
            new Case(known, type).verify();
        }
    }

    @Test
    void roundsStalenessToTheNearestOf65536() {
        for (int late = 0; late < 1_000; late++) {
            double exact = 1 / StrictMath.sqrt(1.0 + late);
            assertThat(FedBuff.defaults().weight(1, late) / 65_536.0).isCloseTo(exact, within(0x1p-17));
        }
    }

    private static final class Case {
        private final JsonObject known;
        private final String rule;
        private final LinearQuery query;
        private final ParameterLayout layout;
        private final ParameterVector model;
        private final List<double[]> rows;
        private final RoundProgram program;

        private Case(JsonObject known, ElementType type) throws MalformedJsonException {
            this.known = known;
            this.rule = known.string("rule");
            this.query = query();
            double[] start = Vectors.decimals(known.array("start"));
            this.layout = new ParameterLayout(type, List.of(ParameterBlock.trainable("w", start.length)));
            this.model = ParameterVector.of(layout, start);
            this.rows = Vectors.rows(known.array("input"));
            this.program = new RoundProgram(
                    CollectionKind.CLEAR,
                    layout,
                    AggregationStrategy.of(query).stages(population()),
                    query.encoding(query.updateLayout(layout), rows.size()),
                    Participation.all(),
                    1,
                    Disclosure.auditor());
        }

        private LinearQuery query() throws MalformedJsonException {
            return switch (rule) {
                case "q_fedavg" -> QFedAvg.of(Vectors.decimal(known, "q"));
                case "fed_nova" -> FedNova.weighted();
                case "scaffold_round" -> Scaffold.defaults().maxAbs(32);
                case "feddyn_server" -> FedDyn.of(Vectors.decimal(known, "alpha"));
                case "fedbuff" -> FedBuff.defaults();
                default -> throw new AssertionError(rule);
            };
        }

        private int population() throws MalformedJsonException {
            return known.has("population") ? (int) known.integer("population") : rows().size();
        }

        private List<double[]> rows() throws MalformedJsonException {
            return Vectors.rows(known.array("input"));
        }

        void verify() throws Exception {
            SortedMap<String, ParameterVector> slots = slots();
            LinearFold fold = LinearFold.of(program);
            for (int i = 0; i < rows.size(); i++) {
                LocalOutcome outcome = run(i, slots);
                long weight = fold.add(outcome.update(), examples(i), staleness(i));
                assertThat(weight).isPositive();
                verifyControl(i, outcome);
            }
            RoundState after = fold.finish(new RoundState(model, slots));
            compare("w", after.model(), Vectors.decimals(known.array("expected")));
            if (known.has("expectedSlot")) {
                compare("slot", slot(after), Vectors.decimals(known.array("expectedSlot")));
            }
        }

        private LocalOutcome run(int client, SortedMap<String, ParameterVector> slots) throws Exception {
            double rate = known.has("learningRate") ? Vectors.decimal(known, "learningRate") : 0.1;
            ScriptedWork work = ScriptedWork.of(model, trained(client), steps(client), rate);
            if (known.has("losses")) {
                work = work.withLoss(Vectors.decimals(known.array("losses"))[client]);
            }
            if (known.has("controls")) {
                work = work.withSlots(
                        slots, slot("scaffold.control", rows("controls").get(client)));
            }
            LocalRule local = query.localRule().orElse(null);
            return local == null ? LocalOutcome.of(work.trained().minus(model), 1) : local.run(work);
        }

        private ParameterVector trained(int client) throws MalformedJsonException {
            double[] row = rows.get(client).clone();
            for (int j = 0; known.string("rows").equals("differences") && j < row.length; j++) {
                row[j] += model.get(j);
            }
            return ParameterVector.of(layout, row);
        }

        private long steps(int client) throws MalformedJsonException {
            if (known.has("steps")) {
                return known.integer("steps");
            }
            return known.has("tau") ? Vectors.integers(known.array("tau"))[client] : 1;
        }

        private long examples(int client) throws MalformedJsonException {
            return known.has("weights") ? Vectors.integers(known.array("weights"))[client] : 1;
        }

        private int staleness(int client) throws MalformedJsonException {
            return known.has("staleness") ? (int) Vectors.integers(known.array("staleness"))[client] : 0;
        }

        private List<double[]> rows(String name) throws MalformedJsonException {
            return Vectors.rows(known.array(name));
        }

        private SortedMap<String, ParameterVector> slots() throws MalformedJsonException {
            if (known.has("control")) {
                return slot("scaffold.control", Vectors.decimals(known.array("control")));
            }
            return known.has("h") ? slot("feddyn.h", Vectors.decimals(known.array("h"))) : new TreeMap<>();
        }

        private static SortedMap<String, ParameterVector> slot(String name, double[] values) {
            ParameterLayout flat = ParameterLayout.flat(ElementType.FLOAT64, values.length);
            return new TreeMap<>(Map.of(name, ParameterVector.of(flat, values)));
        }

        private ParameterVector slot(RoundState state) {
            String name = rule.equals("feddyn_server") ? "feddyn.h" : "scaffold.control";
            return Objects.requireNonNull(state.slots().get(name));
        }

        private void verifyControl(int client, LocalOutcome outcome) throws MalformedJsonException {
            if (known.has("expectedControls")) {
                ParameterVector control = Objects.requireNonNull(outcome.own().get("scaffold.control"));
                compare(
                        "control of " + client,
                        control,
                        rows("expectedControls").get(client));
            }
        }

        private void compare(String what, ParameterVector actual, double[] expected) throws MalformedJsonException {
            for (int j = 0; j < expected.length; j++) {
                assertThat(actual.get(j))
                        .as("%s in %s, %s[%d]", rule, layout.elementType(), what, j)
                        .isCloseTo(expected[j], within(tolerance(expected[j])));
            }
        }

        private double tolerance(double expected) throws MalformedJsonException {
            double reference = Vectors.decimal(known, "rtol") * Math.max(1, Math.abs(expected));
            double step = Math.scalb(0.5, -program.encoding().fractionBits());
            boolean single = layout.elementType() == ElementType.FLOAT32;
            return reference + magnified() * step + weightError() + (single ? magnified() * 2 * FLOAT32_ULP : 0);
        }

        /** How many times an error of a value that is sent may come back: tau, a share of a small h, 1 / learning rate. */
        private double magnified() {
            return switch (rule) {
                case "fed_nova" -> 10;
                case "scaffold_round" -> 4;
                default -> 2;
            };
        }

        /** Weights of late ones are off by 2^-17 at most, of values below 12. */
        private double weightError() {
            return rule.equals("fedbuff") ? 12 * 0x1p-17 : 0;
        }
    }
}
