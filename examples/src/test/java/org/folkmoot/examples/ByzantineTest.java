package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.ClientId;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ByzantineTest {
    @Test
    void meanCollapsesAndTheRobustChoiceDoesNotAndNamesTheCulprits(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        List<Byzantine.Row> rows = new Byzantine(Screen.of(told))
                .run(RunOptions.defaults("byzantine", 40, Engine.PLAIN)
                        .with(List.of("--out", folder.resolve("run").toString())));

        assertThat(accuracy(rows, "mean, nobody cheats")).isGreaterThanOrEqualTo(0.90);
        assertThat(accuracy(rows, "mean")).isLessThan(0.30);
        assertThat(accuracy(rows, "multi-krum")).isGreaterThanOrEqualTo(0.90);
        Byzantine.Row robust = rows.get(rows.size() - 1);
        assertThat(robust.leftOut())
                .isEqualTo(
                        Map.of(ClientId.of("client-0"), 40, ClientId.of("client-1"), 40, ClientId.of("client-2"), 40));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("{client-0=40, client-1=40, client-2=40}", "verified and computed again");
    }

    private static double accuracy(List<Byzantine.Row> rows, String rule) {
        return rows.stream()
                .filter(row -> row.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .accuracy();
    }
}
