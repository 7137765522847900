package org.folkmoot.core.json;

/**
 * JSON's {@code true} or {@code false}.
 *
 * @param value the truth value
 */
public record JsonBoolean(boolean value) implements Json {

    @Override
    public String kind() {
        return "boolean";
    }
}
