package org.folkmoot.api.training;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good a model is on some data.
 *
 * @param examples how many examples were looked at
 * @param metrics figures by name, such as {@code accuracy} in [0, 1] and {@code loss} in nats
 */
public record Evaluation(long examples, SortedMap<String, Double> metrics) {
    /** Copies the metrics. */
    public Evaluation {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /**
     * {@return the figure with this name}
     *
     * @throws IllegalArgumentException if it was not measured
     */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("metric: " + name + " (expected: one of " + metrics.keySet() + ")");
        }
        return value;
    }
}
