package org.folkmoot.audit.release;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.PublicKeyInfo;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * A signature over a released model: a Sigstore bundle v0.3 with a DSSE envelope around an in-toto statement that lists the
 * files.
 *
 * <p>Guarantees: {@link #sign} gives the same bytes for the same model and key; any bytes give a signature or a
 * {@link MalformedSignatureException}; the manifest is read from the very bytes that are signed. Bundles whose key is
 * vouched for by a certificate can be read and not verified here: whom to trust is then for a tool that knows certificates.
 *
 * <p>Source: OpenSSF Model Signing v1.0; Sigstore bundle v0.3; DSSE v1.
 */
public final class ModelSignature {
    /** Longest bundle that is looked at, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://model_signing/signature/v1.0";
    private static final String SHA256 = "sha256";

    private final String name;
    private final ModelManifest manifest;
    private final boolean byKey;
    private final byte[] payload;
    private final Bytes signature;

    private ModelSignature(String name, ModelManifest manifest, boolean byKey, byte[] payload, Bytes signature) {
        this.name = name;
        this.manifest = manifest;
        this.byKey = byKey;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * {@return the bundle, signed}
     *
     * @param name what the model is called
     * @param manifest its files
     * @param key ECDSA on P-256
     */
    public static Bytes sign(String name, ModelManifest manifest, SigningKey key) {
        byte[] payload = Jcs.encode(statement(name, manifest));
        Bytes signature = key.sign(Dsse.pae(PAYLOAD_TYPE, payload));
        JsonObject hint = Json.object()
                .put("hint", PublicKeyInfo.der(key.publicKey()).sha256().hex())
                .build();
        JsonObject signed = Json.object()
                .put("keyid", "")
                .put("sig", base64(signature.toByteArray()))
                .build();
        JsonObject envelope = Json.object()
                .put("payload", base64(payload))
                .put("payloadType", PAYLOAD_TYPE)
                .put("signatures", Json.array(List.of(signed)))
                .build();
        return Bytes.of(Jcs.encode(Json.object()
                .put("mediaType", MEDIA_TYPE)
                .put(
                        "verificationMaterial",
                        Json.object()
                                .put("publicKey", hint)
                                .put("tlogEntries", Json.array(List.of()))
                                .build())
                .put("dsseEnvelope", envelope)
                .build()));
    }

    private static JsonObject statement(String name, ModelManifest manifest) {
        List<JsonObject> resources = new ArrayList<>();
        for (ModelManifest.Resource each : manifest.resources()) {
            resources.add(Json.object()
                    .put("algorithm", SHA256)
                    .put("digest", each.sha256().hex())
                    .put("name", each.name())
                    .build());
        }
        JsonObject digest = Json.object().put(SHA256, manifest.root().hex()).build();
        JsonObject serialization = Json.object()
                .put("allow_symlinks", false)
                .put("hash_type", SHA256)
                .put("ignore_paths", Json.array(List.of()))
                .put("method", "files")
                .build();
        return Json.object()
                .put("_type", STATEMENT)
                .put(
                        "subject",
                        Json.array(List.of(Json.object()
                                .put("name", name)
                                .put("digest", digest)
                                .build())))
                .put("predicateType", PREDICATE)
                .put(
                        "predicate",
                        Json.object()
                                .put("resources", Json.array(resources))
                                .put("serialization", serialization)
                                .build())
                .build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * {@return the signature that these bytes are; whether it holds is for {@link #verify}}
     *
     * @throws MalformedSignatureException if they are no bundle of this kind, or its parts contradict one another
     */
    public static ModelSignature parse(Bytes bundle) throws MalformedSignatureException {
        if (bundle.size() > MAX_BYTES) {
            throw new MalformedSignatureException(
                    "bundle: " + bundle.size() + " bytes (expected: <= " + MAX_BYTES + ")");
        }
        try {
            return read(Fields.object(StrictJson.parse(bundle.toByteArray())));
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new MalformedSignatureException("bundle: " + e.getMessage(), e);
        }
    }

    private static ModelSignature read(JsonObject bundle) throws MalformedJsonException {
        require(bundle.string("mediaType"), MEDIA_TYPE, "mediaType");
        JsonObject material = bundle.object("verificationMaterial");
        material.array("tlogEntries");
        boolean byKey = material.has("publicKey");
        if (byKey == material.has("certificate")) {
            throw new MalformedJsonException("verificationMaterial (expected: a public key or a certificate)");
        }
        JsonObject envelope = bundle.object("dsseEnvelope");
        require(envelope.string("payloadType"), PAYLOAD_TYPE, "payloadType");
        List<JsonObject> signatures = envelope.array("signatures").objects();
        if (signatures.size() != 1) {
            throw new MalformedJsonException("signatures: " + signatures.size() + " (expected: 1)");
        }
        byte[] payload = Base64.getDecoder().decode(envelope.string("payload"));
        Bytes signature = Bytes.of(Base64.getDecoder().decode(signatures.get(0).string("sig")));
        return read(Fields.object(StrictJson.parse(payload)), byKey, payload, signature);
    }

    private static ModelSignature read(JsonObject statement, boolean byKey, byte[] payload, Bytes signature)
            throws MalformedJsonException {
        require(statement.string("_type"), STATEMENT, "_type");
        require(statement.string("predicateType"), PREDICATE, "predicateType");
        List<JsonObject> subjects = statement.array("subject").objects();
        if (subjects.size() != 1) {
            throw new MalformedJsonException("subject: " + subjects.size() + " (expected: 1)");
        }
        List<ModelManifest.Resource> resources = new ArrayList<>();
        for (JsonObject each : statement.object("predicate").array("resources").objects()) {
            require(each.string("algorithm"), SHA256, "algorithm");
            resources.add(new ModelManifest.Resource(each.string("name"), Fields.digest(each, "digest")));
        }
        ModelManifest manifest = new ModelManifest(resources);
        Digest subject = Fields.digest(subjects.get(0).object("digest"), SHA256);
        require(subject.hex(), manifest.root().hex(), "subject");
        return new ModelSignature(subjects.get(0).string("name"), manifest, byKey, payload, signature);
    }

    private static void require(String found, String expected, String what) throws MalformedJsonException {
        if (!found.equals(expected)) {
            throw new MalformedJsonException(what + ": \"" + found + "\" (expected: " + expected + ")");
        }
    }

    /** {@return what the model is called} */
    public String name() {
        return name;
    }

    /** {@return the files that are signed; foreign until {@link #verify} returns} */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * Returns if this key signed it.
     *
     * @param publicKey ECDSA on P-256, 65 bytes uncompressed
     * @throws InvalidSignatureException in every other case, also where a certificate vouches for the key
     */
    public void verify(Bytes publicKey) throws InvalidSignatureException {
        if (!byKey) {
            throw new InvalidSignatureException(
                    "bundle: signed under a certificate (expected: under a key that the verifier brings)");
        }
        Signatures.verify(Signatures.ECDSA_P256, publicKey, Dsse.pae(PAYLOAD_TYPE, payload), signature);
    }

    @Override
    public String toString() {
        return "ModelSignature[" + name + ", " + manifest.resources().size() + " files]";
    }
}
