package org.folkmoot.audit.member;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * One who may contribute, as the log knows it: a key and the name derived from federation and first key.
 *
 * @param pseudonym the name in this federation, for ever
 * @param publicKey Ed25519 public key, 32 bytes (RFC 8032)
 * @param nextKey SHA-256 of the key that may replace it, or null where the member has committed to none
 */
public record Member(
        Digest pseudonym, Bytes publicKey, @Nullable Digest nextKey) {
    static final int KEY_BYTES = 32;

    /** Rejects keys of another length. */
    public Member {
        requireKey("publicKey", publicKey);
    }

    /** A member that has committed to no other key. */
    public Member(Digest pseudonym, Bytes publicKey) {
        this(pseudonym, publicKey, null);
    }

    /** {@return the member of this federation that holds this key} */
    public static Member of(FederationId federation, Bytes publicKey) {
        return of(federation, publicKey, null);
    }

    /**
     * {@return the member of this federation that holds this key}
     *
     * @param nextKey SHA-256 of the key that may replace it
     */
    public static Member of(FederationId federation, Bytes publicKey, @Nullable Digest nextKey) {
        return new Member(Pseudonyms.of(federation, publicKey), publicKey, nextKey);
    }

    /** {@return the canonical bytes, which the registry root commits to} */
    public byte[] bytes() {
        return Jcs.encode(toJson());
    }

    /** {@return the member as JSON} */
    public JsonObject toJson() {
        JsonObjectBuilder json = Json.object().put("pseudonym", pseudonym.hex()).put("publicKey", publicKey.hex());
        return nextKey == null
                ? json.build()
                : json.put("nextKey", nextKey.hex()).build();
    }

    /** {@return the member that this is} */
    public static Member fromJson(JsonObject json) throws MalformedJsonException {
        if (json.has("nextKey")) {
            json.requireOnly("nextKey", "pseudonym", "publicKey");
        } else {
            json.requireOnly("pseudonym", "publicKey");
        }
        Digest pseudonym = Fields.digest(json, "pseudonym");
        Bytes publicKey = Fields.hex(json, "publicKey");
        Digest next = json.has("nextKey") ? Fields.digest(json, "nextKey") : null;
        try {
            return new Member(pseudonym, publicKey, next);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("member: " + e.getMessage(), e);
        }
    }

    static void requireKey(String name, Bytes key) {
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException(name + ": " + key.size() + " bytes (expected: 32)");
        }
    }
}
