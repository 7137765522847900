package org.folkmoot.benchmarks.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * One measured number, as it is reported.
 *
 * @param name what was measured, in words
 * @param unit its unit, such as {@code s}, {@code %}, {@code ns per parameter}
 * @param spread the number
 * @param target what the median should not exceed, in the same unit, where something was promised
 */
public record Figure(String name, String unit, Spread spread, Optional<Double> target) {
    /** Rejects missing parts. */
    public Figure {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        requireNonNull(spread, "spread");
    }

    /** {@return a figure without a target} */
    public static Figure of(String name, String unit, Spread spread) {
        return new Figure(name, unit, spread, Optional.empty());
    }

    /** {@return a figure without a target} */
    public static Figure of(String name, String unit, List<Double> samples) {
        return of(name, unit, Spread.of(samples));
    }

    /** {@return this figure, whose median should not exceed this} */
    public Figure atMost(double most) {
        return new Figure(name, unit, spread, Optional.of(most));
    }

    /** {@return whether the median keeps to the target; empty where there is none} */
    public Optional<Boolean> isMet() {
        return target.map(most -> spread.median() <= most);
    }

    /** {@return the figure as JSON, numbers as decimal strings} */
    JsonObject toJson() {
        JsonObjectBuilder json = Json.object()
                .put("name", name)
                .put("unit", unit)
                .put("median", Double.toString(spread.median()))
                .put("min", Double.toString(spread.min()))
                .put("max", Double.toString(spread.max()))
                .put("samples", spread.samples());
        target.ifPresent(most -> json.put("target", Double.toString(most)));
        return json.build();
    }

    static Figure fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("name", "unit", "median", "min", "max", "samples", "target");
        Spread spread = new Spread(
                number(json, "median"),
                number(json, "min"),
                number(json, "max"),
                Math.toIntExact(json.integer("samples")));
        Optional<Double> target = json.has("target") ? Optional.of(number(json, "target")) : Optional.empty();
        return new Figure(json.string("name"), json.string("unit"), spread, target);
    }

    private static double number(JsonObject json, String name) throws MalformedJsonException {
        try {
            return Double.parseDouble(json.string(name));
        } catch (NumberFormatException e) {
            throw new MalformedJsonException(name + ": \"" + json.string(name) + "\" (expected: a decimal)", e);
        }
    }
}
