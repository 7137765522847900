package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.key.PublicKeyInfo;
import org.folkmoot.audit.ledger.External;
import org.folkmoot.audit.release.MalformedSignatureException;
import org.folkmoot.audit.release.ModelManifest;
import org.folkmoot.audit.release.ModelSignature;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.testkit.Tampering.Tampered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sigstore's own verifier accepts a model's signature that we make, and refuses every other one, as we do. */
class SigstoreTest {
    private static final Path SCRIPT = Path.of("src/test/sigstore/verify.js");
    private static final String ENVELOPE = "dsseEnvelope";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final EcdsaP256Key KEY = EcdsaP256Key.fromScalar(LedgerFixture.fill(33));
    private static final int LEAST = 500;

    @TempDir
    private Path folder;

    private Bytes bundle;
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
        Path pem = Files.writeString(folder.resolve("key.pem"), PublicKeyInfo.pem(KEY.publicKey()));
        Path run = LedgerFixture.honest(2, 1).write(folder.resolve("run"));
        bundle = ModelSignature.sign("farms", ModelManifest.of(run.resolve("model")), KEY);
        String hint = PublicKeyInfo.der(KEY.publicKey()).sha256().hex();
        sigstore = ForeignTool.of(folder, List.of("node", SCRIPT.toString(), pem.toString(), hint));
    }

    @Test
    void acceptsTheBundleAndRefusesEachOtherOneAsWeDo() throws Exception {
        List<Tampered> mutations = mutations(parsed(bundle));

        sigstore.assertAccepts(ForeignTool.base64(bundle));
        sigstore.assertRefusesEach("", mutations);

        assertThat(mutations).hasSizeGreaterThan(LEAST);
        ModelSignature.parse(bundle).verify(KEY.publicKey());
        for (Tampered mutation : mutations) {
            assertThatThrownBy(() -> ModelSignature.parse(mutation.bytes()).verify(KEY.publicKey()))
                    .as(mutation.what())
                    .isInstanceOfAny(InvalidSignatureException.class, MalformedSignatureException.class);
        }
    }

    @Test
    void agreesOnTheFormOfThePublishedBundles() throws Exception {
        for (JsonObject vector : KnownAnswers.of("model-signing.json", "oms.bundle")) {
            Bytes published = Bytes.of(Jcs.encode(vector.object("bundle")));

            String answer = sigstore.ask(List.of(ForeignTool.base64(published))).get(0);

            // Their keys are not published, so none is accepted; one in good form gets as far as the key.
            assertThat(answer).as(vector.string("name")).startsWith("no ");
            if (vector.bool("schemaValid")) {
                assertThat(answer).as(vector.string("name")).isNotEqualTo("no invalid bundle");
            }
        }
    }

    /** Changes of what is signed and of the signature, and a file that is cut off. */
    private static List<Tampered> mutations(JsonObject bundle) throws Exception {
        List<Tampered> mutations = new ArrayList<>();
        for (Tampered mutation : envelopes(bundle.object(ENVELOPE))) {
            SortedMap<String, Json> changed = new TreeMap<>(bundle.members());
            changed.put(ENVELOPE, parsed(mutation.bytes()));
            mutations.add(new Tampered(mutation.what(), Bytes.of(Jcs.encode(new JsonObject(changed)))));
        }
        byte[] file = Jcs.encode(bundle);
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
                changed.add(envelope(
                        "type: " + one.what(), Bytes.of(payload), one.bytes().utf8(), signature));
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

    private static JsonObject parsed(Bytes json) throws MalformedJsonException {
        return (JsonObject) StrictJson.parse(json.toByteArray());
    }
}
