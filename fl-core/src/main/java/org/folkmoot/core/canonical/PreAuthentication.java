package org.folkmoot.core.canonical;

import java.nio.charset.StandardCharsets;

/**
 * What is signed when something is signed: type and body, framed so that no other pair gives the same bytes.
 *
 * <p>Source: DSSE v1 protocol, pre-authentication encoding.
 */
public final class PreAuthentication {
    private PreAuthentication() {}

    /** {@return {@code "DSSEv1" SP len(type) SP type SP len(body) SP body}, lengths in decimal} */
    public static byte[] encode(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("DSSEv1 " + typeBytes.length + " " + type + " " + body.length + " ").getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[head.length + body.length];
        System.arraycopy(head, 0, encoded, 0, head.length);
        System.arraycopy(body, 0, encoded, head.length, body.length);
        return encoded;
    }
}
