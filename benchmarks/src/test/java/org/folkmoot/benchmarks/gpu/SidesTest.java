package org.folkmoot.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.benchmarks.workload.Samples;
import org.junit.jupiter.api.Test;

final class SidesTest {
    @Test
    void saysWhyThereIsNoCard() {
        Sides sides = new Sides(samples("a", 2), samples("no card: Java 17: needs 22 or newer", 0));

        assertThat(sides.ranOnCard()).isFalse();
        assertThat(sides.yardsticks()).isEmpty();
        assertThat(sides.note())
                .isEqualTo(
                        "Did not run on a card (Java 17: needs 22 or newer): only the processor's figures stand here.");
    }

    @Test
    void saysOnWhichCardItRan() {
        Samples card = samples("card: A card", 1);
        card.add("copy rate", 1000);
        card.add("matrix rate", 20);
        card.add("b", 1);
        card.add("b", 3);
        Sides sides = new Sides(samples("a", 4), card);

        assertThat(sides.note()).isEqualTo("Ran on a card: A card.");
        assertThat(sides.yardsticks()).hasSize(2);
        assertThat(sides.ratio("b", "a")).containsExactly(0.25, 0.75);
    }

    private static Samples samples(String name, double value) {
        Samples samples = Samples.none();
        samples.add(name, value);
        return samples;
    }
}
