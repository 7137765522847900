package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunOptionsTest {
    private static final RunOptions DEFAULTS = RunOptions.defaults("quickstart", 30);

    @AfterEach
    void forgetEngine() {
        System.clearProperty("engine");
    }

    @Test
    void writesIntoTheBuildFolderByDefault() {
        assertThat(DEFAULTS.out()).isEqualTo(Path.of("examples/target/run/quickstart"));
    }

    @Test
    void takesWhatTheUserWrote() throws InvalidOptionsException {
        RunOptions options = DEFAULTS.with(List.of("--seed", "7", "--rounds", "3", "--threads", "1", "--out", "there"));

        assertThat(options).isEqualTo(new RunOptions(7, 3, 1, Path.of("there")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--rounds", "--rounds=3", "--rounds 0", "--rounds many", "--threads 0", "--seed 1.5", "x y"})
    void refusesTheRest(String line) {
        assertThatThrownBy(() -> DEFAULTS.with(List.of(line.split(" ", -1))))
                .isInstanceOf(InvalidOptionsException.class);
    }

    @Test
    void refusesAnotherEngineInWords() {
        System.setProperty("engine", "dl4j");

        assertThatThrownBy(() -> DEFAULTS.with(List.of()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageStartingWith("engine: dl4j (expected: plain");
    }
}
