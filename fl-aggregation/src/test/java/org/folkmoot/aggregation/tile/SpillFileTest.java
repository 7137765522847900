package org.folkmoot.aggregation.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.junit.jupiter.api.Test;

final class SpillFileTest {
    @Test
    void givesBackWhatItTook() throws Exception {
        for (ElementType type : ElementType.values()) {
            PlainUpdates updates = PlainUpdates.random(ParameterLayout.flat(type, 300), 3, 1, new Random(1));
            try (SpillFile file = SpillFile.create(updates.update(0).layout())) {
                for (int round = 0; round < 2; round++) {
                    file.clear();
                    for (int i = 0; i < 3; i++) {
                        file.append(updates.update((i + round) % 3));
                    }
                    assertThat(file.rows()).isEqualTo(3);
                    for (int i = 0; i < 3; i++) {
                        requireRow(file, i, updates.update((i + round) % 3));
                    }
                }
            }
        }
    }

    private static void requireRow(SpillFile file, int row, ParameterVector expected) {
        double[] values = new double[102];
        file.read(row, 150, 100, values, 1);
        for (int j = 0; j < 100; j++) {
            assertThat(values[1 + j]).isEqualTo(expected.get(150 + j));
        }
        assertThat(values[0]).isZero();
        assertThat(values[101]).isZero();
    }

    @Test
    void refusesUpdatesOfAnotherLayout() throws Exception {
        try (SpillFile file = SpillFile.create(ParameterLayout.flat(ElementType.FLOAT32, 2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.append(ParameterVector.zeros(ParameterLayout.flat(ElementType.FLOAT32, 3))))
                    .withMessageStartingWith("layout: ");
            assertThat(file.rows()).isZero();
        }
    }
}
