package org.folkmoot.audit.note;

/** Names of keys: not empty, without white space and plus signs (C2SP signed-note). */
final class KeyNames {
    private static final int NEXT_LINE = 0x85; // white space for others, not for Character.isWhitespace
    private static final int MAX_LENGTH = 1024;

    private KeyNames() {}

    static String require(String name) {
        boolean valid = !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.codePoints().allMatch(KeyNames::isAllowed);
        if (!valid) {
            throw new IllegalArgumentException("key name: \"" + name + "\" (expected: 1 to " + MAX_LENGTH
                    + " characters without white space, control characters and +)");
        }
        return name;
    }

    private static boolean isAllowed(int c) {
        return c != '+'
                && c != NEXT_LINE
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE;
    }
}
