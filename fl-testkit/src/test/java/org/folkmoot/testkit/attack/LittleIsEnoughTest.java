package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;

final class LittleIsEnoughTest {
    /** The share is 12 of 20, whose quantile is that of 0.6. */
    @Test
    void movesAsFarAsSupportersStandBeyond() {
        assertThat(LittleIsEnough.zMax(25, 5)).isCloseTo(0.2533471031357997, within(1e-12));
        assertThat(LittleIsEnough.zMax(10, 2)).isZero();
        assertThat(LittleIsEnough.zMax(50, 24)).isGreaterThan(LittleIsEnough.zMax(50, 20));
    }

    @Test
    void sendsTheMeanLessZDeviationsAtItsStrongest() {
        List<ParameterVector> honest = Updates.normal(1, 20, 4);
        UpdateAttack explicit = LittleIsEnough.z(-LittleIsEnough.zMax(25, 5));
        assertThat(LittleIsEnough.strongest().forge(AttackerView.of(honest, 5), Updates.chance(0)))
                .isEqualTo(explicit.forge(AttackerView.of(honest, 5), Updates.chance(0)));
    }

    @Test
    void needsADeviationAndAMinority() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LittleIsEnough.z(1).forge(AttackerView.of(Updates.normal(1, 1, 2), 1), Updates.chance(0)))
                .withMessage("honest: 1 update (expected: at least 2 to have a deviation)");
        for (int attackers : new int[] {0, 11, 20}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LittleIsEnough.zMax(20, attackers))
                    .withMessageStartingWith("attackers: " + attackers + " of 20");
        }
    }
}
