package org.folkmoot.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeRuleMemoryTest {
    private static final AttemptId FIRST = AttemptId.first(1);

    @TempDir
    Path home;

    @Test
    void whatIsSetAsideHoldsOnlyOnceItCounted() throws IOException {
        HomeRuleMemory memory = new HomeRuleMemory(home);
        memory.propose(FIRST, slots(1));
        assertThat(memory.current()).isEmpty();
        memory.settle(FIRST, true);
        memory.propose(FIRST.retry(), slots(2));
        memory.settle(FIRST.retry(), false);

        assertThat(new HomeRuleMemory(home).current()).isEqualTo(slots(1));
    }

    @Test
    void receiptThatComesTwiceOrOfAnotherAttemptChangesNothing() throws IOException {
        HomeRuleMemory memory = new HomeRuleMemory(home);
        memory.propose(FIRST, slots(1));
        memory.settle(FIRST.retry(), true);
        assertThat(memory.current()).isEmpty();
        memory.settle(FIRST, true);
        memory.settle(FIRST, false);

        assertThat(memory.current()).isEqualTo(slots(1));
    }

    @Test
    void vectorsThatNothingNamesAreRemoved() throws IOException {
        HomeRuleMemory memory = new HomeRuleMemory(home);
        for (int round = 1; round <= 5; round++) {
            memory.propose(AttemptId.first(round), slots(round));
            memory.settle(AttemptId.first(round), round % 2 == 1);
        }

        try (Stream<Path> files = Files.walk(home.resolve("rules"))) {
            assertThat(files.filter(Files::isRegularFile).toList()).hasSize(1);
        }
    }

    @Test
    void changedVectorIsRefused() throws IOException {
        HomeRuleMemory memory = new HomeRuleMemory(home);
        memory.propose(FIRST, slots(1));
        memory.settle(FIRST, true);
        List<Path> vectors;
        try (Stream<Path> files = Files.walk(home.resolve("rules"))) {
            vectors = files.filter(Files::isRegularFile).toList();
        }
        Files.write(vectors.get(0), new byte[24]);

        assertThatThrownBy(memory::current).isInstanceOf(IOException.class);
    }

    @Test
    void rubbishIsRefused() throws IOException {
        Files.createDirectories(home);
        for (String rubbish : List.of("", "{}", "[]", "{\"current\":{},\"proposed\":{\"a\":1}}")) {
            Files.writeString(home.resolve("rules.json"), rubbish);
            assertThatThrownBy(() -> new HomeRuleMemory(home).current())
                    .as(rubbish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("rules.json");
        }
    }

    private static SortedMap<String, ParameterVector> slots(double value) {
        ParameterLayout layout = ParameterLayout.flat(ElementType.FLOAT64, 3);
        return new TreeMap<>(Map.of("drift", ParameterVector.of(layout, new double[] {value, -value, 0})));
    }
}
