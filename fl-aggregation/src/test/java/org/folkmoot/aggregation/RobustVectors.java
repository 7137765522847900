package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.tile.HeapRows;
import org.folkmoot.aggregation.tile.Points;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** The known answers of {@code vectors/robust.json} and {@code vectors/robust-large.json}, which name their sources. */
public final class RobustVectors {
    private RobustVectors() {}

    /** A rule or filter with the parameters of a case. */
    @FunctionalInterface
    public interface Making<R> {
        R of(JsonObject parameters) throws MalformedJsonException;
    }

    /** Holds a rule against all cases of that name. */
    public static void verify(String name, int cases, Making<? extends SetAggregator> rule) throws Exception {
        int seen = 0;
        for (JsonObject known : named(name)) {
            Points points = HeapRows.ranked(vectors(known.array("input")), 2);
            requireNear(known, HeapRows.aggregate(rule.of(known.object("params")), points, 2), 0);
            seen++;
        }
        assertThat(seen).as("cases of %s", name).isEqualTo(cases);
    }

    /** Holds a filter, and a rule after it, against all cases of that name. */
    public static void verifyFilter(String name, int cases, Making<? extends UpdateFilter> filter) throws Exception {
        int seen = 0;
        for (JsonObject known : named(name)) {
            Points before = HeapRows.ranked(vectors(known.array("input")), 2);
            Points after = HeapRows.filtered(filter.of(known.object("params")), before);
            for (int rank = 0; rank < after.clients(); rank++) {
                Points.MovableTile tile = after.tile(after.parameters());
                tile.moveTo(0, after.parameters());
                double[] row = new double[after.parameters()];
                tile.copyRow(rank, row);
                requireNear(known, row, rank);
            }
            seen++;
        }
        assertThat(seen).as("cases of %s", name).isEqualTo(cases);
    }

    /** Holds a rule against all generated cases of that name. */
    public static void verifyLarge(String name, int cases, Making<? extends SetAggregator> rule) throws Exception {
        int seen = 0;
        for (JsonObject known : Vectors.cases("robust-large.json")) {
            if (known.string("rule").equals(name)) {
                Points points = HeapRows.ranked(generated(known.object("params")), 2);
                requireSummary(known, HeapRows.aggregate(rule.of(known.object("params")), points, 2));
                seen++;
            }
        }
        assertThat(seen).as("generated cases of %s", name).isEqualTo(cases);
    }

    /** {@return the cases of this name} */
    public static List<JsonObject> named(String name) throws IOException, MalformedJsonException {
        List<JsonObject> cases = new ArrayList<>();
        for (JsonObject known : Vectors.cases("robust.json")) {
            if (known.string("rule").equals(name)) {
                cases.add(known);
            }
        }
        return cases;
    }

    /** {@return these rows as float64 updates} */
    public static List<ParameterVector> vectors(JsonArray rows) throws MalformedJsonException {
        List<ParameterVector> vectors = new ArrayList<>();
        for (Json row : rows.elements()) {
            vectors.add(vector(Vectors.decimals((JsonArray) row)));
        }
        return vectors;
    }

    /** {@return these numbers as a float64 update} */
    public static ParameterVector vector(double... values) {
        return ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT64, values.length), values);
    }

    /** {@return a whole number among the parameters} */
    public static int count(JsonObject parameters, String name) throws MalformedJsonException {
        return Integer.parseInt(parameters.string(name));
    }

    /** {@return a real number among the parameters} */
    public static double real(JsonObject parameters, String name) throws MalformedJsonException {
        return Double.parseDouble(parameters.string(name));
    }

    /** Compares with one row of what is expected. */
    public static void requireNear(JsonObject known, double[] actual, int row) throws MalformedJsonException {
        double[] expected =
                Vectors.decimals((JsonArray) known.array("expected").elements().get(row));
        double tolerance = Double.parseDouble(known.string("rtol"));
        assertThat(actual).hasSameSizeAs(expected);
        for (int j = 0; j < expected.length; j++) {
            assertThat(actual[j])
                    .as("%s %s, row %d, element %d", known.string("rule"), known.object("params"), row, j)
                    .isCloseTo(expected[j], within(tolerance * Math.max(1, Math.abs(expected[j]))));
        }
    }

    private static void requireSummary(JsonObject known, double[] actual) throws MalformedJsonException {
        double[] first = Vectors.decimals(known.array("first"));
        double sum = 0;
        double squares = 0;
        for (double value : actual) {
            sum += value;
            squares += value * value;
        }
        double tolerance = Double.parseDouble(known.string("rtol"));
        for (int j = 0; j < first.length; j++) {
            assertThat(actual[j]).isCloseTo(first[j], within(tolerance));
        }
        double expected = Double.parseDouble(known.string("sum"));
        assertThat(sum).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
        double norm = Double.parseDouble(known.string("norm"));
        assertThat(Math.sqrt(squares)).isCloseTo(norm, within(tolerance * Math.max(1, norm)));
    }

    private static List<ParameterVector> generated(JsonObject parameters) throws MalformedJsonException {
        int n = count(parameters, "n");
        SplitMix64 random = new SplitMix64(count(parameters, "seed"));
        List<ParameterVector> updates = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] values = new double[count(parameters, "d")];
            boolean outlier = i >= n - count(parameters, "outliers");
            for (int j = 0; j < values.length; j++) {
                double value = 2 * ((random.next() >>> 11) * 0x1p-53) - 1;
                values[j] = outlier ? value * 10 + 5 : value;
            }
            updates.add(vector(values));
        }
        return updates;
    }

    /** Steele, Lea and Flood 2014. */
    static final class SplitMix64 {
        private long state;

        SplitMix64(long seed) {
            state = seed;
        }

        long next() {
            state += 0x9E3779B97F4A7C15L;
            long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
