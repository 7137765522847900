package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may put beside a log, or let point elsewhere. */
class DisclosedFoldersTest {
    private final LedgerFixture ledger = LedgerFixture.honest(3, 1);

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void write() {
        run = ledger.write(folder.resolve("run"));
        assertThat(failure()).isNull();
    }

    @Test
    void refusesLinksAmongTheInputs() throws IOException {
        Path inputs = run.resolve("ledger/inputs");
        Path referred = LedgerFixture.input(run, ledger.chain.state());
        byte[] unknown = {1, 2, 3};
        Path unreferred = LedgerFixture.input(run, Digest.sha256(unknown));
        Files.createDirectories(unreferred.getParent());
        Files.write(folder.resolve("elsewhere"), unknown);
        Files.createSymbolicLink(unreferred, folder.resolve("elsewhere"));
        assertThat(failure().kind()).isEqualTo(FailureKind.INPUT_TAMPERED);
        Files.delete(unreferred);

        for (Path replaced : new Path[] {referred, referred.getParent(), inputs}) {
            Path elsewhere = folder.resolve("moved");
            Files.move(replaced, elsewhere);
            Files.createSymbolicLink(replaced, elsewhere);
            assertThat(failure().kind()).as("%s", replaced).isEqualTo(FailureKind.INPUT_TAMPERED);
            Files.delete(replaced);
            Files.move(elsewhere, replaced);
        }
        Files.delete(referred);
        Files.createSymbolicLink(referred, folder.resolve("nowhere"));
        assertThat(failure().kind()).as("dangling").isEqualTo(FailureKind.INPUT_TAMPERED);
    }

    @Test
    void refusesLinksInPlaceOfTheModel() throws IOException {
        Path model = run.resolve("model");
        for (Path replaced : new Path[] {model.resolve("parameters.bin"), model.resolve("model.json"), model}) {
            Path elsewhere = folder.resolve("moved");
            Files.move(replaced, elsewhere);
            Files.createSymbolicLink(replaced, elsewhere);
            assertThat(failure().kind()).as("%s", replaced).isEqualTo(FailureKind.MODEL_TAMPERED);
            Files.delete(replaced);
            Files.move(elsewhere, replaced);
        }
    }

    @Test
    void refusesWhatLiesBesideTheModel() throws IOException {
        Path model = run.resolve("model");
        for (String name : new String[] {"weights.pkl", "parameters.bin.old", "model.json.tmp", ".hidden"}) {
            Path extra = Files.write(model.resolve(name), new byte[] {1});
            assertThat(failure().kind()).as(name).isEqualTo(FailureKind.MODEL_TAMPERED);
            assertThat(failure().where()).isEqualTo("model/" + name);
            Files.delete(extra);
        }
        Path inner = Files.createDirectory(model.resolve("inner"));
        assertThat(failure().kind()).isEqualTo(FailureKind.MODEL_TAMPERED);
        Files.delete(inner);
        Files.write(model.resolve("parameters.bin.4711-3.tmp"), new byte[] {1});
        assertThat(failure()).isNull();
    }

    private InvalidProofException failure() {
        return catchThrowableOfType(
                InvalidProofException.class,
                () -> LedgerVerifier.of(ledger.trust()).verify(run, VerificationOptions.withoutReplay()));
    }
}
