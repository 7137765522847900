package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;

final class MimicTest {
    private static final List<ParameterVector> HONEST =
            List.of(Updates.of(1, 0.1), Updates.of(1.1, 5), Updates.of(0.9, -0.1), Updates.of(1, -2));

    @Test
    void copiesTheClientFurthestWhereHonestUpdatesDiffer() {
        assertThat(Mimic.mostDistinct().forge(AttackerView.of(HONEST, 2), Updates.chance(1)))
                .containsExactly(HONEST.get(1), HONEST.get(1));
    }

    @Test
    void staysWithTheClientOfItsFirstRound() {
        Mimic attack = Mimic.mostDistinct();
        attack.forge(AttackerView.of(HONEST, 1), Updates.chance(1));
        List<ParameterVector> later = Updates.normal(7, 4, 2);
        assertThat(attack.forge(AttackerView.of(later, 1), Updates.chance(2))).containsExactly(later.get(1));
    }

    @Test
    void refusesAClientThatIsNotThere() {
        assertThat(Mimic.of(3).forge(AttackerView.of(HONEST, 1), Updates.chance(1)))
                .containsExactly(HONEST.get(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mimic.of(4).forge(AttackerView.of(HONEST, 1), Updates.chance(1)))
                .withMessage("client: 4 (expected: below 4)");
    }
}
