package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.examples.engines.Engine;
import org.folkmoot.examples.engines.UnusableEngineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunOptionsTest {
    private static final RunOptions DEFAULTS = RunOptions.defaults("quickstart", 30, Engine.PLAIN);

    @AfterEach
    void forgetEngine() {
        System.clearProperty("engine");
    }

    @Test
    void writesIntoTheBuildFolderByDefault() {
        assertThat(DEFAULTS.out()).isEqualTo(Path.of("examples/target/run/quickstart"));
    }

    @Test
    void takesWhatTheUserWrote() throws Exception {
        RunOptions options = DEFAULTS.with(List.of("--seed", "7", "--rounds", "3", "--threads", "1", "--out", "there"));

        assertThat(options).isEqualTo(new RunOptions(7, 3, 1, Engine.PLAIN, Path.of("there")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--rounds", "--rounds=3", "--rounds 0", "--rounds many", "--threads 0", "--seed 1.5", "x y"})
    void refusesTheRest(String line) {
        assertThatThrownBy(() -> DEFAULTS.with(List.of(line.split(" ", -1))))
                .isInstanceOf(InvalidOptionsException.class);
    }

    @Test
    void takesTheEngineOfTheProperty() throws Exception {
        System.setProperty("engine", "torch");

        assertThat(DEFAULTS.with(List.of()).engine()).isEqualTo(Engine.TORCH);
    }

    @Test
    void keepsItsEngineWhereThePropertyIsEmpty() throws Exception {
        System.setProperty("engine", "");

        assertThat(DEFAULTS.with(List.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void refusesAnUnknownEngine() {
        System.setProperty("engine", "keras");

        assertThatThrownBy(() -> DEFAULTS.with(List.of()))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessage("engine: keras (expected: plain, dl4j, torch)");
    }
}
