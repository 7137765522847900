package org.folkmoot.core.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One pass over one text, by recursive descent; offsets in messages count UTF-16 code units. */
final class JsonReader {
    private static final int END = -1;
    private static final int MAX_DIGITS = 16;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Json document() throws MalformedJsonException {
        skipSpace();
        Json value = value(0);
        skipSpace();
        if (peek() != END) {
            throw unexpected("end of input");
        }
        return value;
    }

    private Json value(int depth) throws MalformedJsonException {
        return switch (peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> new JsonInteger(integer());
        };
    }

    private int deeper(int depth) throws MalformedJsonException {
        if (depth == StrictJson.MAX_DEPTH) {
            throw problem("depth > " + depth, "<= " + StrictJson.MAX_DEPTH);
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws MalformedJsonException {
        SortedMap<String, Json> members = new TreeMap<>();
        at++;
        skipSpace();
        if (take('}')) {
            return new JsonObject(members);
        }
        do {
            skipSpace();
            int start = at;
            String name = string();
            skipSpace();
            expect(':');
            skipSpace();
            if (members.putIfAbsent(name, value(depth)) != null) {
                at = start;
                throw problem("duplicate member " + name, "unique names");
            }
            skipSpace();
        } while (take(','));
        expect('}');
        return new JsonObject(members);
    }

    private JsonArray array(int depth) throws MalformedJsonException {
        List<Json> elements = new ArrayList<>();
        at++;
        skipSpace();
        if (take(']')) {
            return new JsonArray(elements);
        }
        do {
            skipSpace();
            elements.add(value(depth));
            skipSpace();
        } while (take(','));
        expect(']');
        return new JsonArray(elements);
    }

    private <T extends Json> T literal(String word, T value) throws MalformedJsonException {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return value;
    }

    private long integer() throws MalformedJsonException {
        int start = at;
        boolean negative = take('-');
        int digits = at;
        while (isDigit(peek())) {
            at++;
        }
        checkDigits(start, digits, negative);
        long magnitude = Long.parseLong(text, digits, at, 10);
        if (magnitude > JsonInteger.MAX) {
            at = start;
            throw problem("integer out of range", "magnitude < 2^53");
        }
        return negative ? -magnitude : magnitude;
    }

    private void checkDigits(int start, int digits, boolean negative) throws MalformedJsonException {
        int count = at - digits;
        if (count == 0) {
            throw unexpected(negative ? "digit" : "value");
        }
        boolean leadingZero = text.charAt(digits) == '0';
        if (peek() == '.' || peek() == 'e' || peek() == 'E') {
            throw problem("fraction or exponent", "integer, or a decimal string");
        }
        if (leadingZero && (count > 1 || negative)) {
            at = start;
            throw problem(count > 1 ? "leading zero" : "-0", "shortest form");
        }
        if (count > MAX_DIGITS) {
            at = start;
            throw problem("integer of " + count + " digits", "magnitude < 2^53");
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private String string() throws MalformedJsonException {
        int start = at;
        expect('"');
        String string = rest(plain());
        if (Surrogates.firstLone(string) >= 0) {
            at = start;
            throw problem("lone surrogate", "well-formed UTF-16");
        }
        return string;
    }

    /** {@return what stands here for itself, up to a quote, an escape, or what no string may hold} */
    private String plain() {
        int start = at;
        while (peek() >= 0x20 && peek() != '"' && peek() != '\\') {
            at++;
        }
        return text.substring(start, at);
    }

    /** {@return the whole of a string that begins so; most end here} */
    private String rest(String beginning) throws MalformedJsonException {
        if (take('"')) {
            return beginning;
        }
        StringBuilder out = new StringBuilder(beginning);
        while (!take('"')) {
            if (take('\\')) {
                out.append(escape());
            } else if (peek() < 0x20) {
                throw unexpected("character of a string");
            } else {
                out.append(plain());
            }
        }
        return out.toString();
    }

    private char escape() throws MalformedJsonException {
        int c = peek();
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c != 'u') {
            throw unexpected("escape");
        }
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            code = (code << 4) | hexDigit();
        }
        return (char) code;
    }

    private int hexDigit() throws MalformedJsonException {
        int c = peek();
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw unexpected("hexadecimal digit");
        }
        at++;
        return digit;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(char c) {
        boolean found = peek() == c;
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(char c) throws MalformedJsonException {
        if (!take(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private MalformedJsonException unexpected(String expected) {
        int c = peek();
        return problem(c == END ? "end of input" : String.format("U+%04X", c), expected);
    }

    private MalformedJsonException problem(String found, String expected) {
        return new MalformedJsonException("character " + at + ": " + found + " (expected: " + expected + ")");
    }
}
