package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.testkit.CrashInjector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransparencyLogCrashTest {
    private static final int KILLS = 4;
    private static final Random RANDOM = new Random(5);

    @TempDir
    private Path folder;

    /** Appends numbered leaves and writes each number once it is acknowledged; without end. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            try (TransparencyLog log = TransparencyLog.open(Path.of(args[0]), "example.org/log")) {
                while (true) {
                    System.out.println(log.append(leaf(log.size())).index());
                }
            }
        }
    }

    private static Bytes leaf(long index) {
        return Bytes.utf8("leaf " + index);
    }

    @Test
    void losesNoAcknowledgedLeafHoweverOftenItIsKilled() throws Exception {
        CrashInjector writer = CrashInjector.of(Writer.class, folder.toString()).patience(Duration.ofSeconds(60));
        for (int kill = 0; kill < KILLS; kill++) {
            CrashInjector.Outcome outcome = writer.killAtLine(1 + RANDOM.nextInt(40));
            assertThat(outcome.killed()).as(outcome.lines().toString()).isTrue();
            long acknowledged = acknowledged(outcome.lines());
            try (TransparencyLog log = TransparencyLog.open(folder)) {
                assertThat(log.size()).isBetween(acknowledged, acknowledged + 40);
                for (long index = 0; index < log.size(); index++) {
                    assertThat(log.leaf(index)).isEqualTo(leaf(index));
                }
                LogReader.open(folder.resolve("log")).checkTree(log.checkpoint());
            }
        }
    }

    private static long acknowledged(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("[0-9]+"))
                .mapToLong(index -> Long.parseLong(index) + 1)
                .max()
                .orElseThrow();
    }

    @Test
    void tellsASecondProcessWhoHoldsIt() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder, "example.org/log")) {
            CrashInjector.Outcome outcome =
                    CrashInjector.of(Writer.class, folder.toString()).runToEnd();
            assertThat(outcome.exit()).isNotZero();
            assertThat(String.join("\n", outcome.lines()))
                    .contains("held by process " + ProcessHandle.current().pid());
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> TransparencyLog.open(folder))
                    .withMessageContaining("process " + ProcessHandle.current().pid());
            log.append(leaf(0));
            assertThat(CrashInjector.of(Writer.class, folder.toString())
                            .runToEnd()
                            .exit())
                    .as("still locked after the second one in this process was refused")
                    .isNotZero();
        }
    }
}
