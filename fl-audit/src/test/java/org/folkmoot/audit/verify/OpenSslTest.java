package org.folkmoot.audit.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.PublicKeyInfo;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.ledger.External;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.testkit.Tampering.Tampered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL accepts the signatures that we make, and refuses every other message and signature, as we do. */
class OpenSslTest {
    private static final int LEAST_PER_ARTEFACT = 500;

    /** Answers each question, the names of a message and a signature, in one process of the shell. */
    private static final String ECDSA =
            "while read m s; do openssl dgst -sha256 -verify \"$0\" -signature \"$s\" \"$m\" >/dev/null 2>&1"
                    + " && echo ok || echo no; done";

    private static final String EDDSA =
            "while read m s; do openssl pkeyutl -verify -pubin -inkey \"$0\" -rawin -in \"$m\" -sigfile \"$s\""
                    + " >/dev/null 2>&1 && echo ok || echo no; done";

    private static final LedgerFixture LEDGER = LedgerFixture.honest(2, 1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() {
        External.require(ForeignTool.isInstalled("openssl"), "openssl");
    }

    @Test
    void readsTheSignatureOfALeaf() throws Exception {
        Bytes leaf = LEDGER.leaves.get(LEDGER.leaves.size() - 1);
        JsonObject envelope = (JsonObject) StrictJson.parse(leaf.toByteArray());
        byte[] payload = decode(envelope.string("payload"));
        byte[] signature = decode(envelope.array("signatures").objects().get(0).string("sig"));

        check(
                ECDSA,
                Signatures.ECDSA_P256,
                LEDGER.coordinator.publicKey(),
                Dsse.pae(envelope.string("payloadType"), payload),
                signature);
    }

    @Test
    void readsTheSignatureOfACheckpoint() throws Exception {
        SignedNote note = SignedNote.parse(LEDGER.checkpoint().note());

        check(
                EDDSA,
                Signatures.ED25519,
                LEDGER.logKey.publicKey(),
                note.text().getBytes(StandardCharsets.UTF_8),
                note.signatures().get(0).value().toByteArray());
    }

    @Test
    void readsTheSignatureOfAClientsStatement() throws Exception {
        SignedStatement signed =
                LEDGER.honestRecords().records().get(0).signed().orElseThrow();

        check(
                EDDSA,
                Signatures.ED25519,
                requireNonNull(LEDGER.clients.get(signed.statement().pseudonym()))
                        .publicKey(),
                CanonicalStatement.signingMessage(signed.statement()),
                signed.signature().toByteArray());
    }

    private void check(String script, String algorithm, Bytes key, byte[] message, byte[] signature) throws Exception {
        Path pem = Files.writeString(folder.resolve("key.pem"), PublicKeyInfo.pem(key));
        ForeignTool openssl = ForeignTool.of(folder, List.of("sh", "-c", script, pem.toString()));
        Path goodMessage = Files.write(folder.resolve("message"), message);
        Path goodSignature = Files.write(folder.resolve("signature"), signature);
        List<String> questions = new ArrayList<>();
        List<String> whats = new ArrayList<>();
        for (Tampered mutation : mutations(message)) {
            questions.add(write(mutation, questions.size()) + " " + goodSignature);
            whats.add("message: " + mutation.what());
            assertRefusedByUs(algorithm, key, mutation.bytes().toByteArray(), signature);
        }
        for (Tampered mutation : Mutations.every(signature)) {
            questions.add(goodMessage + " " + write(mutation, questions.size()));
            whats.add("signature: " + mutation.what());
            assertRefusedByUs(algorithm, key, message, mutation.bytes().toByteArray());
        }

        openssl.assertAccepts(goodMessage + " " + goodSignature);
        Signatures.verify(algorithm, key, message, Bytes.of(signature));
        ForeignTool.assertAllRefused(openssl.ask(questions), whats);
        assertThat(questions).hasSizeGreaterThan(LEAST_PER_ARTEFACT);
    }

    private static List<Tampered> mutations(byte[] message) {
        List<Tampered> mutations = Mutations.of(message, LEAST_PER_ARTEFACT);
        return mutations.size() < LEAST_PER_ARTEFACT ? Mutations.bits(message) : mutations;
    }

    private static void assertRefusedByUs(String algorithm, Bytes key, byte[] message, byte[] signature) {
        assertThatThrownBy(() -> Signatures.verify(algorithm, key, message, Bytes.of(signature)))
                .isInstanceOf(InvalidSignatureException.class);
    }

    private Path write(Tampered mutation, int number) throws Exception {
        return Files.write(folder.resolve("m" + number), mutation.bytes().toByteArray());
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
