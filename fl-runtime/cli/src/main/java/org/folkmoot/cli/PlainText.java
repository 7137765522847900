package org.folkmoot.cli;

/**
 * Makes text that others wrote safe to show: no character of it can move the cursor, colour the screen, start a new line
 * or turn the reading order. Those characters appear as a backslash, u and their number in hex.
 */
final class PlainText {
    private PlainText() {}

    /** {@return the text on one line, with nothing in it that a terminal would act on} */
    static String of(String foreign) {
        StringBuilder shown = new StringBuilder(foreign.length());
        foreign.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                escape(point, shown);
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean isUnsafe(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** Appends the UTF-16 units of a character as JSON writes them. */
    static void escape(int point, StringBuilder out) {
        for (char unit : Character.toChars(point)) {
            out.append("\\u");
            String hex = Integer.toHexString(unit);
            out.append("0".repeat(4 - hex.length())).append(hex);
        }
    }
}
