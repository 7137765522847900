package org.folkmoot.audit.key;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * An envelope that somebody else made: take the payload only after {@link #verify}.
 *
 * <p>Guarantees: what parses has exactly one written form, so two envelopes with the same meaning are the same bytes;
 * {@link #payload} is what the signature was checked over, never decoded a second time. The key id in the envelope is a
 * hint by its maker and chooses nothing: the caller brings the key, and an id that is not that key's is refused.
 *
 * <p>Source: DSSE v1.0.2, protocol.md.
 */
public final class DsseEnvelope {
    /** Most signatures that one envelope may carry. */
    public static final int MAX_SIGNATURES = 16;

    private final String payloadType;
    private final Bytes payload;
    private final List<Signature> signatures;

    private DsseEnvelope(String payloadType, Bytes payload, List<Signature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * {@return the envelope that these bytes are; the caller caps their number}
     *
     * @throws MalformedEnvelopeException if they are anything but canonical JSON of exactly the members of an envelope
     */
    public static DsseEnvelope parse(Bytes bytes) throws MalformedEnvelopeException {
        try {
            Json json = StrictJson.parseCanonical(bytes.toByteArray());
            if (!(json instanceof JsonObject envelope)) {
                throw new MalformedEnvelopeException("envelope: " + json.kind() + " (expected: object)");
            }
            envelope.requireOnly(Dsse.PAYLOAD, Dsse.PAYLOAD_TYPE, Dsse.SIGNATURES);
            List<JsonObject> signed = envelope.array(Dsse.SIGNATURES).objects();
            return new DsseEnvelope(
                    envelope.string(Dsse.PAYLOAD_TYPE),
                    decode(Dsse.PAYLOAD, envelope.string(Dsse.PAYLOAD)),
                    signatures(signed));
        } catch (MalformedJsonException e) {
            throw new MalformedEnvelopeException("envelope: " + e.getMessage(), e);
        }
    }

    private static List<Signature> signatures(List<JsonObject> signed)
            throws MalformedJsonException, MalformedEnvelopeException {
        if (signed.isEmpty() || signed.size() > MAX_SIGNATURES) {
            throw new MalformedEnvelopeException(
                    "signatures: " + signed.size() + " (expected: 1 to " + MAX_SIGNATURES + ")");
        }
        List<Signature> signatures = new ArrayList<>(signed.size());
        for (JsonObject one : signed) {
            one.requireOnly(Dsse.KEY_ID, Dsse.SIGNATURE);
            signatures.add(new Signature(one.string(Dsse.KEY_ID), decode(Dsse.SIGNATURE, one.string(Dsse.SIGNATURE))));
        }
        return signatures;
    }

    private static Bytes decode(String member, String base64) throws MalformedEnvelopeException {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(decoded).equals(base64)) {
                return Bytes.of(decoded);
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedEnvelopeException("member " + member + ": not base64 (RFC 4648 §4)", e);
        }
        throw new MalformedEnvelopeException("member " + member + ": base64 not in its canonical form");
    }

    /** {@return what kind of payload it is, as its maker says} */
    public String payloadType() {
        return payloadType;
    }

    /** {@return the payload; foreign bytes until {@link #verify} returns} */
    public Bytes payload() {
        return payload;
    }

    /**
     * Returns if one of the signatures is that of this key over payload type and payload.
     *
     * @param algorithm as in {@link Signatures#verify}
     * @throws InvalidSignatureException in every other case
     */
    public void verify(String algorithm, Bytes publicKey) throws InvalidSignatureException {
        String keyId = Dsse.keyId(requireNonNull(publicKey, "publicKey"));
        byte[] signedBytes = Dsse.pae(payloadType, payload.toByteArray());
        for (Signature signature : signatures) {
            if (signature.keyId().equals(keyId)) {
                Signatures.verify(algorithm, publicKey, signedBytes, signature.value());
                return;
            }
        }
        throw new InvalidSignatureException("signatures: none of key " + keyId);
    }

    @Override
    public String toString() {
        return "DsseEnvelope[" + payloadType + ", " + payload.size() + " bytes]";
    }

    private record Signature(String keyId, Bytes value) {}
}
