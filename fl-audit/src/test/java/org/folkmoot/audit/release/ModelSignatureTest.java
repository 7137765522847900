package org.folkmoot.audit.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.leaf.LeafExamples;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSignatureTest {
    private static final EcdsaP256Key KEY = LeafExamples.COORDINATOR;
    private static final ModelManifest MANIFEST = new ModelManifest(List.of(
            new ModelManifest.Resource("model.json", LeafExamples.digest(1)),
            new ModelManifest.Resource("parameters.bin", LeafExamples.digest(2))));

    @Test
    void readsWhatItSigned() throws Exception {
        ModelSignature signed = ModelSignature.parse(ModelSignature.sign("farms", MANIFEST, KEY));

        assertThat(signed.manifest()).isEqualTo(MANIFEST);
        assertThat(signed.name()).isEqualTo("farms");
        assertThatCode(() -> signed.verify(KEY.publicKey())).doesNotThrowAnyException();
        assertThatThrownBy(() -> signed.verify(
                        EcdsaP256Key.fromScalar(LeafExamples.fill(2)).publicKey()))
                .isInstanceOf(InvalidSignatureException.class);
    }

    /** ossf/model-signing-spec test-vectors/v1.0/valid/key.bundle.json: the root over its two resources. */
    @Test
    void namesFilesAsTheSpecificationDoes() {
        ModelManifest manifest = new ModelManifest(List.of(
                new ModelManifest.Resource(
                        "signme-1", Digest.parse("bc9a717db6064a32cbe9eae6fc40651dd6d36ef1757183f590eff2b1765d7ebc")),
                new ModelManifest.Resource(
                        "signme-2", Digest.parse("32dcb1f8e1ae52d5963e56a6ba06ab58b424c15ed2a6b70d2feca1d089370028"))));

        assertThat(manifest.root().hex()).isEqualTo("92745110b1ab4368471cbe31664e10174e954b113a3df333db860317b2c6dec4");
    }

    @Test
    void readsThePublishedBundlesAndRefusesTheOthers() throws Exception {
        for (JsonObject vector : KnownAnswers.of("model-signing.json", "oms.bundle")) {
            Bytes bundle = Bytes.of(Jcs.encode(vector.object("bundle")));
            if (vector.bool("schemaValid")) {
                assertThat(ModelSignature.parse(bundle).manifest().resources()).isNotEmpty();
            } else {
                assertThatThrownBy(() -> ModelSignature.parse(bundle))
                        .as(vector.string("name"))
                        .isInstanceOf(MalformedSignatureException.class);
            }
        }
    }

    @Property(tries = 300)
    void acceptsNoBundleWithAByteChangedInSubstance(
            @ForAll @IntRange(min = 0, max = 1 << 16) int place, @ForAll byte value) {
        byte[] bundle = ModelSignature.sign("farms", MANIFEST, KEY).toByteArray();
        byte before = bundle[place % bundle.length];
        bundle[place % bundle.length] = value;
        try {
            ModelSignature signed = ModelSignature.parse(Bytes.of(bundle));
            signed.verify(KEY.publicKey());
            assertThat(signed.manifest()).isEqualTo(MANIFEST);
            assertThat(value == before || !signed.name().isEmpty()).isTrue(); // a hint, which nothing rests upon
        } catch (MalformedSignatureException | InvalidSignatureException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void listsEveryFileOnceAndNoLinks(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.bin"), "b");
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a").resolve("c.json"), "c");

        ModelManifest manifest = ModelManifest.of(folder);

        assertThat(manifest.resources().stream().map(ModelManifest.Resource::name))
                .containsExactly("a/c.json", "b.bin");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("b.bin"));
        assertThatThrownBy(() -> ModelManifest.of(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesNamesThatLeadOut() {
        for (String name : List.of("", "/etc/passwd", "../a", "a/../b", "a//b", ".", "a\\b")) {
            assertThatThrownBy(() -> new ModelManifest.Resource(name, LeafExamples.digest(1)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
