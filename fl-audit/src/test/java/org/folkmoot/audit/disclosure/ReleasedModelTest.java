package org.folkmoot.audit.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.ModelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedModelTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 2, 2));
    private static final ParameterVector MODEL = ParameterVector.of(LAYOUT, new float[] {1, 2, 3, 4});
    private static final FederationId FEDERATION = new FederationId("farms");
    private static final byte[] DESCRIPTION = ModelDescription.bytes(FEDERATION, 3, MODEL.digest(), LAYOUT);

    @TempDir
    private Path folder;

    private void write(byte[] parameters, byte[] description) throws Exception {
        Files.write(folder.resolve("parameters.bin"), parameters);
        Files.write(folder.resolve("model.json"), description);
    }

    @Test
    void readsWhatWasReleased() throws Exception {
        write(MODEL.toBytes(), DESCRIPTION);

        assertThat(ReleasedModel.read(folder)).isEqualTo(new ReleasedModel(FEDERATION, 3, MODEL));
    }

    @Test
    void refusesParametersThatAreNotThoseDescribed() throws Exception {
        byte[] changed = MODEL.toBytes();
        changed[3] ^= 1;
        write(changed, DESCRIPTION);
        assertThat(failure()).isEqualTo(FailureKind.MODEL_TAMPERED);
        write(Arrays.copyOf(MODEL.toBytes(), 15), DESCRIPTION);
        assertThat(failure()).isEqualTo(FailureKind.MODEL_TAMPERED);
        write(MODEL.toBytes(), new byte[ModelFiles.MAX_DESCRIPTION_BYTES + 1]);
        assertThat(failure()).isEqualTo(FailureKind.MODEL_TAMPERED);
        Files.delete(folder.resolve("model.json"));
        assertThat(failure()).isEqualTo(FailureKind.UNREADABLE);
    }

    private FailureKind failure() {
        return catchThrowableOfType(InvalidProofException.class, () -> ReleasedModel.read(folder))
                .kind();
    }

    @Property(tries = 1000)
    void throwsOnlyWhatItDeclaresOnAMutatedDescription(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 0, max = 1 << 10) Integer> places,
            @ForAll byte value) {
        byte[] bytes = DESCRIPTION.clone();
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }
        try {
            ReleasedModel.parse(bytes);
        } catch (InvalidProofException e) {
            assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    @Property(tries = 300)
    void throwsOnlyWhatItDeclaresOnAnyDescription(@ForAll @Size(max = 64) byte[] bytes) {
        try {
            ReleasedModel.parse(bytes);
        } catch (InvalidProofException e) {
            assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }
}
