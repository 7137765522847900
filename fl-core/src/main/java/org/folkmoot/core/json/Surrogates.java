package org.folkmoot.core.json;

/** Finds surrogates without their other half, which have no UTF-8 form and so no canonical bytes. RFC 7493 §2.1. */
final class Surrogates {
    private Surrogates() {}

    /** {@return the text, if it has a UTF-8 form} */
    static String requirePaired(String text, String what) {
        int index = firstLone(text);
        if (index >= 0) {
            throw new IllegalArgumentException(
                    what + ": lone surrogate at index " + index + " (expected: well-formed UTF-16)");
        }
        return text;
    }

    /** {@return the index of the first lone surrogate, or -1} */
    static int firstLone(CharSequence text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                i++;
            } else if (isPair(text, i)) {
                i += 2;
            } else {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPair(CharSequence text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
