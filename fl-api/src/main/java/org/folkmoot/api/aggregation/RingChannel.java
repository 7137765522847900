package org.folkmoot.api.aggregation;

/**
 * A named stretch of a ring vector, such as {@code delta} or {@code weight}.
 *
 * @param name unique within its encoding
 * @param length ring elements, at least 1
 */
public record RingChannel(String name, int length) {
    /** The channel with the weighted parameter differences. */
    public static final String DELTA = "delta";

    /** The channel with the weight. */
    public static final String WEIGHT = "weight";

    /** Rejects empty names and lengths. */
    public RingChannel {
        if (name.isEmpty() || length < 1) {
            throw new IllegalArgumentException("channel: " + name + "[" + length + "] (expected: a name, length >= 1)");
        }
    }
}
