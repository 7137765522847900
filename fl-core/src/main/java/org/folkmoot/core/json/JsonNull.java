package org.folkmoot.core.json;

/** JSON's {@code null}; all instances are equal. */
public record JsonNull() implements Json {

    @Override
    public String kind() {
        return "null";
    }
}
