package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.DsseEnvelope;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.key.MalformedEnvelopeException;
import org.folkmoot.audit.ledger.External;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.testkit.Tampering.Tampered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sigstore's own verifier accepts a model's signature that we make, and refuses every other one, as we do. */
class SigstoreTest {
    private static final Path SCRIPT = Path.of("src/test/sigstore/verify.js");
    private static final String P256_HEAD = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final EcdsaP256Key KEY = EcdsaP256Key.fromScalar(LedgerFixture.fill(33));
    private static final int LEAST = 500;

    @TempDir
    private Path folder;

    private ForeignTool sigstore;

    @BeforeAll
    static void find() {
        External.require(ForeignTool.isInstalled("node"), "node (Debian: nodejs)");
        External.require(
                Files.isDirectory(SCRIPT.resolveSibling("node_modules/@sigstore/verify")),
                "@sigstore/verify (npm ci in fl-audit/src/test/sigstore)");
    }

    @BeforeEach
    void start() throws Exception {
        byte[] der = HexFormat.of().parseHex(P256_HEAD + KEY.publicKey().hex());
        Path pem = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n");
        sigstore = ForeignTool.of(
                folder,
                List.of(
                        "node",
                        SCRIPT.toString(),
                        pem.toString(),
                        KEY.publicKey().sha256().hex()));
    }

    @Test
    void acceptsTheBundleAndRefusesEachOtherOne() throws Exception {
        JsonObject envelope = envelope();
        List<Tampered> mutations = mutations(envelope);

        sigstore.assertAccepts(ForeignTool.base64(bundle(envelope)));
        sigstore.assertRefusesEach("", mutations);

        assertThat(mutations).hasSizeGreaterThan(LEAST);
    }

    @Test
    void weRefuseTheSame() throws Exception {
        JsonObject envelope = envelope();
        verify(envelope);
        for (Tampered mutation : envelopes(envelope)) {
            assertThatThrownBy(() -> verify((JsonObject)
                            StrictJson.parse(mutation.bytes().toByteArray())))
                    .as(mutation.what())
                    .isInstanceOfAny(InvalidSignatureException.class, MalformedEnvelopeException.class);
        }
    }

    @Test
    void agreesOnTheFormOfThePublishedBundles() throws Exception {
        for (JsonObject vector : KnownAnswers.of("model-signing.json", "oms.bundle")) {
            Bytes bundle = Bytes.of(Jcs.encode(vector.object("bundle")));

            String answer = sigstore.ask(List.of(ForeignTool.base64(bundle))).get(0);

            // Their keys are not published: a bundle in good form gets as far as the key.
            boolean wellFormed = vector.bool("schemaValid")
                    || vector.string("name").startsWith("invalid-payload/");
            assertThat(answer).as(vector.string("name")).startsWith("no ");
            assertThat(answer.equals("no VALIDATION_ERROR")).as("%s: %s", vector.string("name"), answer)
                    .isEqualTo(!wellFormed);
        }
    }

    private static void verify(JsonObject envelope) throws Exception {
        DsseEnvelope.parse(Bytes.of(Jcs.encode(envelope))).verify("ecdsa-p256", KEY.publicKey());
    }

    /** Changes of what is signed and of the signature, and a file that is cut off. */
    private static List<Tampered> mutations(JsonObject envelope) throws Exception {
        List<Tampered> mutations = new ArrayList<>();
        for (Tampered mutation : envelopes(envelope)) {
            JsonObject changed = (JsonObject) StrictJson.parse(mutation.bytes().toByteArray());
            mutations.add(new Tampered(mutation.what(), bundle(changed)));
        }
        byte[] file = bundle(envelope).toByteArray();
        for (int length = 0; length < file.length; length += 9) {
            byte[] cut = Arrays.copyOf(file, length);
            mutations.add(new Tampered("cut to " + length, Bytes.of(cut)));
        }
        return mutations;
    }

    private static List<Tampered> envelopes(JsonObject envelope) throws Exception {
        byte[] payload = Base64.getDecoder().decode(envelope.string("payload"));
        JsonObject signature = envelope.array("signatures").objects().get(0);
        List<Tampered> changed = new ArrayList<>();
        for (Tampered one : Mutations.of(payload, 400)) {
            changed.add(envelope("payload: " + one.what(), one.bytes(), PAYLOAD_TYPE, signature));
        }
        for (Tampered one : Mutations.of(PAYLOAD_TYPE.getBytes(StandardCharsets.UTF_8), 60)) {
            boolean text = one.bytes().utf8().chars().allMatch(c -> c >= ' ' && c < 0x7f);
            if (text) {
                changed.add(envelope("type: " + one.what(), Bytes.of(payload), one.bytes().utf8(), signature));
            }
        }
        for (Tampered one : Mutations.every(Base64.getDecoder().decode(signature.string("sig")))) {
            JsonObject other = Json.object()
                    .put("keyid", signature.string("keyid"))
                    .put("sig", ForeignTool.base64(one.bytes()))
                    .build();
            changed.add(envelope("signature: " + one.what(), Bytes.of(payload), PAYLOAD_TYPE, other));
        }
        return changed;
    }

    private static Tampered envelope(String what, Bytes payload, String type, JsonObject signature) {
        return new Tampered(
                what,
                Bytes.of(Jcs.encode(Json.object()
                        .put("payload", ForeignTool.base64(payload))
                        .put("payloadType", type)
                        .put("signatures", Json.array(List.of(signature)))
                        .build())));
    }

    private static JsonObject envelope() throws Exception {
        JsonObject published = KnownAnswers.of("model-signing.json", "oms.bundle").stream()
                .map(SigstoreTest::bundleOf)
                .filter(bundle -> bundle.has("dsseEnvelope"))
                .findFirst()
                .orElseThrow();
        byte[] statement =
                Base64.getDecoder().decode(published.object("dsseEnvelope").string("payload"));
        return (JsonObject) StrictJson.parse(
                Dsse.seal(PAYLOAD_TYPE, statement, KEY).toByteArray());
    }

    private static JsonObject bundleOf(JsonObject vector) {
        return (JsonObject) vector.members().get("bundle");
    }

    private static Bytes bundle(JsonObject envelope) {
        Json material = Json.object()
                .put(
                        "publicKey",
                        Json.object()
                                .put("hint", KEY.publicKey().sha256().hex())
                                .build())
                .put("tlogEntries", Json.array(List.of()))
                .build();
        return Bytes.of(Jcs.encode(Json.object()
                .put("mediaType", MEDIA_TYPE)
                .put("verificationMaterial", material)
                .put("dsseEnvelope", envelope)
                .build()));
    }
}
