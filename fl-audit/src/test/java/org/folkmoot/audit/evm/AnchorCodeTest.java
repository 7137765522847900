package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

/** The bytecode that the library carries is that of the source that stands in the repository. */
final class AnchorCodeTest {
    private static final Path SOURCE =
            Path.of("src/main/solidity/CheckpointAnchor.sol").toAbsolutePath();
    private static final Path COMPILED = Path.of("src/main/resources/org/folkmoot/audit/evm/CheckpointAnchor.json");

    @Test
    void isOfThisSource() throws Exception {
        assertThat(AnchorCode.INSTALLED.source()).isEqualTo(Digest.sha256(Files.readAllBytes(SOURCE)));
        assertThat(AnchorCode.INSTALLED.compiler()).startsWith("0.8.37+");
        assertThat(AnchorCode.INSTALLED.creation().hex())
                .endsWith(AnchorCode.INSTALLED.runtime().hex());
    }

    @Test
    void isWhatTheCompilerMakesOfIt() throws Exception {
        Npm.requireSolc();
        Process node = new ProcessBuilder("node", "compile.js", SOURCE.toString())
                .directory(Npm.FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String compiled = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).isZero();
        assertThat(compiled).isEqualTo(Files.readString(COMPILED));
    }
}
