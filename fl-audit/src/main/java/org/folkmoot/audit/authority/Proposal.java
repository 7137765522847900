package org.folkmoot.audit.authority;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.PreAuthentication;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * What somebody with authority is asked to approve: the content of a leaf, whatever its place in the log will be, so that
 * approvals can be gathered over days while rounds go on.
 *
 * <p>Guarantee: an approval is for this content, of this kind, in this federation with this charter; it fits no other.
 *
 * @param federation the federation
 * @param charter the leaf hash of its charter
 * @param kind what kind of leaf it is
 * @param content what the leaf says, without its place and its approvals
 */
public record Proposal(FederationId federation, Digest charter, Authorities.Kind kind, JsonObject content) {
    /** The type under which approvals are signed. */
    public static final String PAYLOAD_TYPE = "application/vnd.folkmoot.approval+json";

    /** {@return the canonical bytes: what is written to a file for somebody to approve} */
    public Bytes bytes() {
        return Bytes.of(Jcs.encode(Json.object()
                .put("charter", charter.hex())
                .put("content", content)
                .put("federation", federation.value())
                .put("kind", Fields.word(kind))
                .build()));
    }

    /**
     * {@return the proposal with these bytes}
     *
     * @throws MalformedJsonException if they are anything else than the canonical bytes of one
     */
    public static Proposal parse(Bytes bytes) throws MalformedJsonException {
        JsonObject json = Fields.object(StrictJson.parseCanonical(bytes.toByteArray()));
        json.requireOnly("charter", "content", "federation", "kind");
        try {
            return new Proposal(
                    new FederationId(json.string("federation")),
                    Fields.digest(json, "charter"),
                    Fields.constant(Authorities.Kind.class, json, "kind"),
                    json.object("content"));
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("proposal: " + e.getMessage(), e);
        }
    }

    /** {@return what an approval signs: the DSSE pre-authentication encoding of {@link #bytes}} */
    public byte[] signingMessage() {
        return PreAuthentication.encode(PAYLOAD_TYPE, bytes().toByteArray());
    }

    /** {@return this key's approval} */
    public Approval approve(SigningKey key) {
        return new Approval(key.publicKey(), key.sign(signingMessage()));
    }

    /** {@return the name of the proposal: the SHA-256 of its bytes} */
    public Digest digest() {
        return bytes().sha256();
    }
}
