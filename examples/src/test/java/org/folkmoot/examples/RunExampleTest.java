package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunExampleTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void listsTheNamesWhereItDoesNotKnowOne() throws Exception {
        int code = RunExample.run(List.of("slowstart"), Screen.of(told));

        assertThat(code).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("slowstart", "  quickstart ", "  virtual-clients ");
    }

    @Test
    void asksForAName() throws Exception {
        int code = RunExample.run(List.of(), Screen.of(told));

        assertThat(code).isEqualTo(2);
    }

    @Test
    void startsTheOneOfThatName() throws Exception {
        int code = RunExample.run(List.of("quickstart", "--rounds", "none"), Screen.of(told));

        assertThat(code).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
