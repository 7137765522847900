package org.folkmoot.api;

/** The alphabet of names that end up in paths, logs and proofs. */
final class Names {
    private static final int MAX_LENGTH = 64;

    private Names() {}

    static void requirePlain(String what, String value) {
        boolean plain = !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().allMatch(Names::isPlain)
                && value.charAt(0) != '.';
        if (!plain) {
            throw new IllegalArgumentException(what + ": \"" + value + "\" (expected: 1 to " + MAX_LENGTH
                    + " characters of a-z 0-9 . _ -, not starting with a dot)");
        }
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }
}
