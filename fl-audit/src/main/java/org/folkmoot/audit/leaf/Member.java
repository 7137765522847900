package org.folkmoot.audit.leaf;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * One who may contribute, as the log knows it: a key and the name derived from federation and key.
 *
 * @param pseudonym the name in this federation
 * @param publicKey Ed25519 public key, 32 bytes (RFC 8032)
 */
public record Member(Digest pseudonym, Bytes publicKey) {
    private static final int KEY_BYTES = 32;

    /** Rejects keys of another length. */
    public Member {
        if (publicKey.size() != KEY_BYTES) {
            throw new IllegalArgumentException("publicKey: " + publicKey.size() + " bytes (expected: 32)");
        }
    }

    /** {@return the member of this federation that holds this key} */
    public static Member of(FederationId federation, Bytes publicKey) {
        return new Member(Pseudonyms.of(federation, publicKey), publicKey);
    }

    /** {@return the canonical bytes, which the registry root commits to} */
    public byte[] bytes() {
        return Jcs.encode(toJson());
    }

    JsonObject toJson() {
        return Json.object()
                .put("pseudonym", pseudonym.hex())
                .put("publicKey", publicKey.hex())
                .build();
    }

    static Member fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("pseudonym", "publicKey");
        return new Member(Fields.digest(json, "pseudonym"), Fields.hex(json, "publicKey"));
    }
}
