package org.folkmoot.core.json;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads JSON that somebody else wrote, refusing everything that two readers could understand differently.
 *
 * <p>Guarantees: throws {@link MalformedJsonException} and nothing else on any bytes: invalid UTF-8, a byte order mark,
 * duplicate names, lone surrogates, floats, exponents, {@code -0}, integers at or beyond 2^53, nesting deeper than
 * {@value #MAX_DEPTH}, anything after the value. Time and memory are linear in the input, so the caller caps its
 * length. Does not check a schema; {@link JsonObject} does. Safe for use by several threads.
 *
 * <p>Source: RFC 8259; RFC 7493 §2; RFC 8785 §3.1.
 */
public final class StrictJson {
    /** How many arrays and objects may enclose a value. */
    public static final int MAX_DEPTH = 64;

    private StrictJson() {}

    /**
     * {@return the value that these bytes denote} White space between tokens is allowed.
     *
     * @throws MalformedJsonException if they denote none, or not one only
     */
    public static Json parse(byte[] utf8) throws MalformedJsonException {
        requireNonNull(utf8, "utf8");
        return new JsonReader(decode(utf8)).document();
    }

    /**
     * {@return the value that these bytes denote, whose canonical encoding they are}
     *
     * @throws MalformedJsonException if they denote none, or are not the RFC 8785 encoding of it
     */
    public static Json parseCanonical(byte[] utf8) throws MalformedJsonException {
        Json value = parse(utf8);
        byte[] canonical = Jcs.encode(value);
        int difference = Arrays.mismatch(utf8, canonical);
        if (difference >= 0) {
            throw new MalformedJsonException(
                    "byte " + difference + ": differs from the canonical form (expected: RFC 8785 encoding)");
        }
        return value;
    }

    private static String decode(byte[] utf8) throws MalformedJsonException {
        try {
            return StrictUtf8.decode(utf8);
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("encoding: malformed bytes (expected: UTF-8)", e);
        }
    }
}
