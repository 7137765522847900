package org.folkmoot.core.json;

/**
 * A whole number that every JSON implementation reads back as the same number.
 *
 * <p>Source: RFC 7493 §2.2; larger or fractional values travel as decimal strings.
 *
 * @param value in (-2^53, 2^53)
 */
public record JsonInteger(long value) implements Json {

    /** The largest value, 2^53 - 1; the smallest is its negative. */
    public static final long MAX = (1L << 53) - 1;

    /** Refuses a value that a reader with double arithmetic could not tell from its neighbours. */
    public JsonInteger {
        if (value > MAX || value < -MAX) {
            throw new IllegalArgumentException("integer: " + value + " (expected: magnitude < 2^53)");
        }
    }

    @Override
    public String kind() {
        return "integer";
    }
}
