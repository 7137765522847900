package org.folkmoot.audit.note;

import java.util.Base64;

/** Standard base64 with padding, in its one canonical form (RFC 4648 §4, §3.5). */
public final class Base64Text {
    private Base64Text() {}

    /** {@return how these bytes are written} */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@return the bytes}; throws IllegalArgumentException unless the text is exactly how they are written. */
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("base64: not in canonical form");
        }
        return bytes;
    }
}
