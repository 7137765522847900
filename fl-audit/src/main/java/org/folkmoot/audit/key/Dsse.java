package org.folkmoot.audit.key;

import java.util.Base64;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.core.canonical.PreAuthentication;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;

/**
 * Puts a payload and the signature over it into one envelope.
 *
 * <p>Guarantees: the signature covers payload and payload type, so neither can be taken for another; equal payload, type
 * and key give equal bytes. Does not look into the payload.
 *
 * <p>Source: DSSE v1.0.2 (secure-systems-lab/dsse), written canonically (RFC 8785).
 */
public final class Dsse {
    static final String PAYLOAD = "payload";
    static final String PAYLOAD_TYPE = "payloadType";
    static final String SIGNATURES = "signatures";
    static final String KEY_ID = "keyid";
    static final String SIGNATURE = "sig";

    private Dsse() {}

    /** {@return the bytes that are signed: {@code DSSEv1 SP len(type) SP type SP len(payload) SP payload}} */
    public static byte[] pae(String payloadType, byte[] payload) {
        return PreAuthentication.encode(payloadType, payload);
    }

    /** {@return the envelope with this key's signature, as canonical JSON} */
    public static Bytes seal(String payloadType, byte[] payload, SigningKey key) {
        Bytes signature = key.sign(pae(payloadType, payload));
        Json signed = Json.object()
                .put(KEY_ID, keyId(key.publicKey()))
                .put(SIGNATURE, base64(signature.toByteArray()))
                .build();
        return Bytes.of(Jcs.encode(Json.object()
                .put(PAYLOAD, base64(payload))
                .put(PAYLOAD_TYPE, payloadType)
                .put(SIGNATURES, Json.array(List.of(signed)))
                .build()));
    }

    /** {@return the lower-case hex SHA-256 of a public key, which is how envelopes hint at it} */
    static String keyId(Bytes publicKey) {
        return publicKey.sha256().hex();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
