package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.audit.disclosure.ReleasedModel;
import org.folkmoot.audit.proof.InvalidProofException;
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
    void comesBackAsItWasWritten() throws Exception {
        RELEASED.write(folder);

        assertThat(read(folder)).isEqualTo(RELEASED);
    }

    @Test
    void replacesAnEarlierModel() throws Exception {
        new ModelFolder(RELEASED.federation(), 11, ParameterVector.zeros(LAYOUT)).write(folder);
        RELEASED.write(folder);

        assertThat(read(folder)).isEqualTo(RELEASED);
    }

    @Test
    void parametersHaveTheDigestThatProofsName() throws IOException {
        RELEASED.write(folder);

        assertThat(Digest.sha256(Files.readAllBytes(folder.resolve("parameters.bin"))))
                .isEqualTo(RELEASED.model().digest());
    }

    private static ModelFolder read(Path folder) throws InvalidProofException {
        ReleasedModel read = ReleasedModel.read(folder);
        return new ModelFolder(read.federation(), read.round(), read.parameters());
    }
}
