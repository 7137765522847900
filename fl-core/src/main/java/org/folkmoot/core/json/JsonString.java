package org.folkmoot.core.json;

/**
 * A JSON string that has a UTF-8 form. No Unicode normalisation is done: strings that look alike may differ.
 *
 * <p>Source: RFC 8259 §7; RFC 7493 §2.1.
 *
 * @param value the characters, without a lone surrogate
 */
public record JsonString(String value) implements Json {

    /** Refuses a string that has no UTF-8 form. */
    public JsonString {
        Surrogates.requirePaired(value, "string");
    }

    @Override
    public String kind() {
        return "string";
    }
}
