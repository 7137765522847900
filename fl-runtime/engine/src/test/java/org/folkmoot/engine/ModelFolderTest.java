package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    private static final ParameterLayout LAYOUT =
            ParameterLayout.float32(ParameterBlock.trainable("w", 2, 2), ParameterBlock.buffer("mean", 1));
    private static final ModelFolder RELEASED = new ModelFolder(
            new FederationId("farms"), 12, ParameterVector.of(LAYOUT, new float[] {1, -2, 3.5f, 0, -0.0f}));

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        RELEASED.write(folder);

        assertThat(ModelFolder.read(folder)).isEqualTo(RELEASED);
    }

    @Test
    void replacesAnEarlierModel() throws IOException {
        new ModelFolder(RELEASED.federation(), 11, ParameterVector.zeros(LAYOUT)).write(folder);
        RELEASED.write(folder);

        assertThat(ModelFolder.read(folder)).isEqualTo(RELEASED);
    }

    @Test
    void parametersHaveTheDigestThatProofsName() throws IOException {
        RELEASED.write(folder);

        assertThat(Digest.sha256(Files.readAllBytes(folder.resolve("parameters.bin"))))
                .isEqualTo(RELEASED.model().digest());
    }

    @Test
    void refusesParametersWithAnyByteFlippedOrMissing() throws Exception {
        RELEASED.write(folder);

        Path parameters = folder.resolve("parameters.bin");
        Tampering.eachVariantOf(parameters, Tampering::byteFlips, this::requireRefused);
        Tampering.eachVariantOf(parameters, Tampering::truncations, this::requireRefused);
    }

    @Test
    void flippedDescriptionGivesTheSameParametersOrIsRefused() throws Exception {
        RELEASED.write(folder);

        Tampering.eachVariantOf(folder.resolve("model.json"), Tampering::byteFlips, tampered -> {
            try {
                assertThat(ModelFolder.read(folder).model().digest())
                        .isEqualTo(RELEASED.model().digest());
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining(folder.toString());
            }
        });
        Tampering.eachVariantOf(folder.resolve("model.json"), Tampering::truncations, this::requireRefused);
    }

    @Test
    void missingFilesAreAnIOException() {
        assertThatIOException().isThrownBy(() -> ModelFolder.read(folder));
    }

    private void requireRefused(Tampering.Tampered tampered) {
        assertThatExceptionOfType(IOException.class).as(tampered.what()).isThrownBy(() -> ModelFolder.read(folder));
    }
}
