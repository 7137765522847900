package org.folkmoot.audit.authority;

import java.util.Comparator;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * Somebody's signature under a {@link Proposal}.
 *
 * @param key the Ed25519 key that signed, 32 bytes
 * @param signature over {@link Proposal#signingMessage()}, 64 bytes
 */
public record Approval(Bytes key, Bytes signature) {
    /** The order of approvals and of listed keys: that of their hex digits. */
    static final Comparator<Bytes> BY_KEY = Comparator.comparing(Bytes::hex);

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    /** Rejects keys and signatures of another length. */
    public Approval {
        if (key.size() != KEY_BYTES || signature.size() != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("approval: key of " + key.size() + " bytes, signature of "
                    + signature.size() + " (expected: 32 and 64)");
        }
    }

    /** {@return {@code {"key","signature"}}} */
    public JsonObject toJson() {
        return Json.object()
                .put("key", key.hex())
                .put("signature", signature.hex())
                .build();
    }

    /** {@return the approval that this is; whether it is signed is for {@link Approvals#verify}} */
    public static Approval fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("key", "signature");
        try {
            return new Approval(Fields.hex(json, "key"), Fields.hex(json, "signature"));
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("approvals: " + e.getMessage(), e);
        }
    }
}
