package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateDigitsTest {
    @Test
    void comesToTheModelOfClearUpdatesBitForBit(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        PrivateDigits.Outcome outcome = new PrivateDigits(Screen.of(told))
                .run(RunOptions.defaults("private-digits", 3, Engine.PLAIN)
                        .with(List.of("--out", folder.resolve("run").toString())));

        assertThat(outcome.secure().modelDigest()).isEqualTo(outcome.clear().modelDigest());
        assertThat(outcome.secure().attempts())
                .allSatisfy(round -> assertThat(round.rejected()).hasSize(PrivateDigits.CLIENTS / 5));
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("The same, bit for bit", "16 in the sum, 4 offline");
    }
}
