package org.folkmoot.audit.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class ProofFileTest {
    @Property(tries = 200)
    void readsWhatItWrote(
            @ForAll @Size(max = 200) byte[] leaf,
            @ForAll @LongRange(min = 0) long index,
            @ForAll @IntRange(min = 0, max = 63) int length)
            throws MalformedProofException {
        List<Digest> path = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            path.add(Digest.sha256(new byte[] {(byte) i}));
        }
        Optional<Bytes> extra = leaf.length == 0 ? Optional.empty() : Optional.of(Bytes.of(leaf));
        ProofFile proof = new ProofFile(extra, index, path, Bytes.utf8("log\n1\nroot\n\n— log x\n"));

        assertThat(ProofFile.parse(proof.bytes())).isEqualTo(proof);
    }

    @Property(tries = 500)
    void throwsOnlyWhatItDeclares(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 0, max = 1 << 12) Integer> places,
            @ForAll byte value) {
        Bytes written = ProofFile.of(
                        Bytes.utf8("leaf"), 7, List.of(Digest.sha256(), Digest.sha256()), Bytes.utf8("log\n9\nroot\n"))
                .bytes();
        byte[] bytes = written.toByteArray();
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }
        try {
            assertThat(ProofFile.parse(Bytes.of(bytes)).bytes()).isEqualTo(Bytes.of(bytes));
        } catch (MalformedProofException e) {
            assertThat(e).hasMessageStartingWith("proof: ");
        }
    }

    @Test
    void givesThePublishedAnswers() throws Exception {
        for (JsonObject vector : vectors()) {
            if (vector.string("kind").equals("tlog-proof.reject")) {
                assertThatThrownBy(() -> ProofFile.parse(Bytes.utf8(vector.string("textUtf8"))))
                        .as(vector.string("name"))
                        .isInstanceOf(MalformedProofException.class);
            } else {
                assertThat(vector.string("kind")).isEqualTo("tlog-proof.marshal");
                ProofFile proof = proof(vector);
                assertThat(proof.bytes().utf8()).isEqualTo(vector.string("want"));
                assertThat(ProofFile.parse(proof.bytes())).isEqualTo(proof);
            }
        }
    }

    private static ProofFile proof(JsonObject vector) throws Exception {
        Optional<Bytes> extra = vector.optional("extraUtf8")
                .filter(JsonString.class::isInstance)
                .map(JsonString.class::cast)
                .map(text -> Bytes.utf8(text.value()));
        List<Digest> path = vector.array("hashesB64").strings().stream()
                .map(hash -> Digest.of(Base64.getDecoder().decode(hash)))
                .toList();
        return new ProofFile(extra, vector.integer("index"), path, Bytes.utf8(vector.string("checkpointUtf8")));
    }

    private static List<JsonObject> vectors() throws Exception {
        try (InputStream in = ProofFileTest.class.getResourceAsStream("/vectors/tlog-proof.json")) {
            JsonObject json = (JsonObject) StrictJson.parse(requireNonNull(in).readAllBytes());
            return json.array("vectors").objects();
        }
    }
}
