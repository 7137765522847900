package org.folkmoot.aggregation.codec;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.core.canonical.Decimals;

/** The parameters of a codec as they stand in a program, read in exactly one form. */
record CodecParameters(SortedMap<String, String> given) {
    /** {@return an unmodifiable map of one parameter} */
    static SortedMap<String, String> of(String name, String value) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(Collections.singletonMap(name, value)));
    }

    /** {@return an unmodifiable map of two parameters} */
    static SortedMap<String, String> of(String name, String value, String otherName, String otherValue) {
        SortedMap<String, String> both = new TreeMap<>(of(name, value));
        both.put(otherName, otherValue);
        return Collections.unmodifiableSortedMap(both);
    }

    String text(String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + ": missing (expected: present)");
        }
        return value;
    }

    double decimal(String name) {
        return Decimals.parse(text(name));
    }

    /** Refuses unknown parameters and other spellings of known ones. */
    <C> C requireExactly(SortedMap<String, String> rebuilt, C codec) {
        if (!given.equals(rebuilt)) {
            throw new IllegalArgumentException("parameters: " + given + " (expected: " + rebuilt + ")");
        }
        return codec;
    }
}
