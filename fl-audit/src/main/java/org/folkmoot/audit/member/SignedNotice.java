package org.folkmoot.audit.member;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.canonical.PreAuthentication;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * A notice with the signature of the member that makes it: what travels, lies in files and stands in leaves.
 *
 * @param federation the federation that it is for; it counts in no other
 * @param notice what is said
 * @param signature Ed25519 over {@link #signingMessage}, 64 bytes
 */
public record SignedNotice(FederationId federation, MemberNotice notice, Bytes signature) {
    /** The type under which notices are signed. */
    public static final String PAYLOAD_TYPE = "application/vnd.folkmoot.member-notice+json";

    private static final int SIGNATURE_BYTES = 64;

    /** Rejects signatures of another length. */
    public SignedNotice {
        if (signature.size() != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("signature: " + signature.size() + " bytes (expected: 64)");
        }
    }

    /**
     * {@return the notice, signed}
     *
     * @param key the member's present key; for a rotation the new one
     */
    public static SignedNotice sign(FederationId federation, MemberNotice notice, SigningKey key) {
        return new SignedNotice(federation, notice, key.sign(signingMessage(federation, notice)));
    }

    /**
     * Returns if the signature holds.
     *
     * @param key the member's present key; ignored for a rotation, which its new key signs
     * @throws InvalidSignatureException in every other case
     */
    public void verify(Bytes key) throws InvalidSignatureException {
        Bytes signer = notice instanceof MemberNotice.Rotation rotation ? rotation.newKey() : key;
        Signatures.verify(Signatures.ED25519, signer, signingMessage(federation, notice), signature);
    }

    private static byte[] signingMessage(FederationId federation, MemberNotice notice) {
        return PreAuthentication.encode(PAYLOAD_TYPE, Jcs.encode(NoticeJson.write(federation, notice)));
    }

    /** {@return the canonical bytes of {@code {"notice","signature"}}: the form in which it travels} */
    public Bytes bytes() {
        return Bytes.of(Jcs.encode(Json.object()
                .put("notice", toJson())
                .put("signature", signature.hex())
                .build()));
    }

    /** {@return what was signed, without the signature} */
    public JsonObject toJson() {
        return NoticeJson.write(federation, notice);
    }

    /** {@return the notice that these bytes are; whether it is signed is for {@link #verify}} */
    public static SignedNotice parse(Bytes bytes) throws MalformedJsonException {
        JsonObject json = Fields.object(StrictJson.parseCanonical(bytes.toByteArray()));
        json.requireOnly("notice", "signature");
        return fromJson(json.object("notice"), Fields.hex(json, "signature"));
    }

    /** {@return the notice that this is; whether it is signed is for {@link #verify}} */
    public static SignedNotice fromJson(JsonObject notice, Bytes signature) throws MalformedJsonException {
        try {
            return new SignedNotice(new FederationId(notice.string("federation")), NoticeJson.read(notice), signature);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("notice: " + e.getMessage(), e);
        }
    }
}
