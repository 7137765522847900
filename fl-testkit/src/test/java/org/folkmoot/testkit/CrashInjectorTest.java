package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.folkmoot.testkit.CrashInjector.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashInjectorTest {
    @Test
    void letsARunEndByItself(@TempDir Path folder) throws Exception {
        Outcome outcome = CrashInjector.of(Victim.class, file(folder), "3").runToEnd();
        assertThat(outcome.exit()).isEqualTo(7);
        assertThat(outcome.killed()).isFalse();
        assertThat(outcome.lines()).containsExactly("line 1", "line 2", "line 3");
    }

    @Test
    void killsAtTheGivenLine(@TempDir Path folder) throws Exception {
        Outcome outcome = CrashInjector.of(Victim.class, file(folder)).killAtLine(3);
        assertThat(outcome.killed()).isTrue();
        assertThat(outcome.exit()).isNotEqualTo(7);
        assertThat(outcome.lines()).startsWith("line 1", "line 2", "line 3");
        assertThat(Files.readAllLines(Path.of(file(folder)))).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void killsAtARandomInstant(@TempDir Path folder) throws Exception {
        Outcome outcome =
                CrashInjector.of(Victim.class, file(folder)).killAtRandom(new Random(1), Duration.ofMillis(50));
        assertThat(outcome.killed()).isTrue();
        assertThat(outcome.exit()).isNotEqualTo(7);
    }

    @Test
    void doesNotWaitForEver(@TempDir Path folder) {
        CrashInjector endless = CrashInjector.of(Victim.class, file(folder)).patience(Duration.ofMillis(500));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(endless::runToEnd)
                .withMessageContaining("still running");
    }

    private static String file(Path folder) {
        return folder.resolve("numbers").toString();
    }
}
