package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualClientsTest {
    @Test
    void tellsTheHeapAfterEachRound(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        VerificationReport proof = new VirtualClients(Screen.of(told), 20)
                .run(new RunOptions(1, 2, 2, Engine.PLAIN, folder.resolve("run")));

        assertThat(proof.isReplayed()).isTrue();
        assertThat(proof.checked().updates()).isEqualTo(40);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsPattern("\n    2 +20 +[0-9.]+ % +[0-9]+ ms +[0-9.]+ MB +[0-9.]+ MB\n");
    }
}
