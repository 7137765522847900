package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.release.ModelManifest;
import org.folkmoot.audit.release.ModelSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCommandTest {
    @TempDir
    private Path folder;

    private RealRun run;

    @BeforeEach
    void runTheFederation() throws IOException {
        run = RealRun.in(folder.resolve("run"), 3);
    }

    @Test
    void releasesAModelThatVerifiesAsReleased() throws Exception {
        assertThat(folkmoot("release", run.folder()).exitCode()).isZero();

        Ran ran = folkmoot("verify", run.folder(), "--log-key", run.logKey(), "--format", "json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.data().object("decided").bool("released")).isTrue();
        assertThat(ran.err()).contains("the model file is a released one");
    }

    @Test
    void aModelChangedAfterItsReleaseIsFound() throws Exception {
        folkmoot("release", run.folder());
        RealRun.tamper(run.modelFile());

        assertThat(verify()).isEqualTo(FailureKind.MODEL_TAMPERED.exitCode());
        assertThat(folkmoot("release", run.folder()).exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aSignatureWithoutALeafReleasesNothing() throws Exception {
        EcdsaP256Key coordinator =
                KeyFiles.ecdsaP256(run.folder().resolve("ledger/keys/statement.key"), new SecureRandom());
        ModelManifest manifest = ModelManifest.of(run.folder().resolve("model"));
        Files.write(
                run.folder().resolve("model.sig"),
                ModelSignature.sign("tests", manifest, coordinator).toByteArray());

        assertThat(verify()).isEqualTo(FailureKind.NOT_RELEASED.exitCode());
    }

    @Test
    void aSignatureBySomebodyElseIsFound() throws Exception {
        folkmoot("release", run.folder());
        EcdsaP256Key other = EcdsaP256Key.generate(new SecureRandom());
        ModelManifest manifest = ModelManifest.of(run.folder().resolve("model"));
        Files.write(
                run.folder().resolve("model.sig"),
                ModelSignature.sign("tests", manifest, other).toByteArray());

        assertThat(verify()).isEqualTo(FailureKind.BAD_SIGNATURE.exitCode());
    }

    @Test
    void aReleasedModelThatWasRolledBackIsNoLongerReleased() throws Exception {
        folkmoot("release", run.folder());
        byte[] signature = Files.readAllBytes(run.folder().resolve("model.sig"));
        byte[] parameters = Files.readAllBytes(run.modelFile());
        byte[] description = Files.readAllBytes(run.folder().resolve("model/model.json"));
        assertThat(folkmoot("rollback", run.folder(), 1).exitCode()).isZero();
        assertThat(verify()).isZero();

        Files.write(run.folder().resolve("model.sig"), signature);
        Files.write(run.modelFile(), parameters);
        Files.write(run.folder().resolve("model/model.json"), description);

        assertThat(verify()).isEqualTo(FailureKind.NOT_RELEASED.exitCode());
    }

    @Test
    void rollsBackToWhatStandsOnly() {
        assertThat(folkmoot("rollback", run.folder(), 7).exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(folkmoot("rollback", run.folder(), 0).exitCode()).isZero();
        assertThat(folkmoot("rollback", run.folder(), 2).err()).contains("round: 2");
        assertThat(folkmoot("release", folder.resolve("nothing")).err()).contains("no ledger");
    }

    @Test
    void showsWhereAModelComesFrom() throws Exception {
        folkmoot("rollback", run.folder(), 1);

        Ran ran = folkmoot("lineage", run.folder(), "--log-key", run.logKey(), "--format", "json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.data().array("steps").size()).isEqualTo(2);
        assertThat(ran.err())
                .contains("rollback to round 1")
                .contains("round 1")
                .doesNotContain("round 3 ");
        assertThat(folkmoot("lineage", run.folder(), 9).exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    private int verify() {
        return folkmoot("verify", run.folder(), "--log-key", run.logKey()).exitCode();
    }
}
