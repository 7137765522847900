package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;

/** What all attacks keep to. */
final class UpdateAttackTest {
    private static final Map<String, Supplier<UpdateAttack>> ATTACKS = Map.ofEntries(
            Map.entry("own sign", SignFlip::own),
            Map.entry("sign of mean", SignFlip::ofHonestMean),
            Map.entry("inner product", () -> InnerProduct.epsilon(0.1)),
            Map.entry("little is enough", () -> LittleIsEnough.z(-1.5)),
            Map.entry("mimic", Mimic::mostDistinct),
            Map.entry("min-max", () -> WithinSpread.minMax(Deviation.STD)),
            Map.entry("min-sum", () -> WithinSpread.minSum(Deviation.SIGN)),
            Map.entry("strongest", () -> Strongest.of(InnerProduct::epsilon, Defence.trimmedMean(1))),
            Map.entry("replacement", () -> ModelReplacement.scaled(10)),
            Map.entry("replacement to norm", () -> ModelReplacement.toNorm(3)),
            Map.entry("gaussian", () -> Noise.gaussian(2)),
            Map.entry("free rider", () -> Noise.freeRider(0.1)),
            Map.entry("NaN", () -> Malformed.everywhere(Double.NaN)),
            Map.entry("one infinity", () -> Malformed.at(-1, Double.POSITIVE_INFINITY)),
            Map.entry("too long", Malformed::tooLong),
            Map.entry("scalar", () -> Malformed.scalar(1e9)),
            Map.entry("copies", () -> Sybil.copies(Noise.gaussian(1))),
            Map.entry("disguised", () -> Sybil.disguised(SignFlip.own(), 0.1)));

    @Property(tries = 20)
    void forgesOneUpdateForEachAttackerAndTheSameBitsAgain(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int honest,
            @ForAll @IntRange(min = 1, max = 4) int f) {
        List<ParameterVector> own = Updates.normal(~seed, f, 6);
        AttackerView view = new AttackerView(Updates.normal(seed, honest, 6), own, own.get(0));
        ATTACKS.forEach((name, attack) -> {
            List<ParameterVector> forged = attack.get().forge(view, Updates.chance(seed));
            assertThat(forged).as(name).hasSize(f);
            assertThat(attack.get().forge(view, Updates.chance(seed))).as(name).isEqualTo(forged);
        });
    }

    @Test
    void refusesViewsOfNothingAndOfSeveralLayouts() {
        ParameterVector two = Updates.of(1, 2);
        ParameterVector three = Updates.of(1, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttackerView(List.of(), List.of(two), two))
                .withMessage("honest: [] (expected: at least one update)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttackerView.of(List.of(two), 0))
                .withMessage("own: [] (expected: at least one update)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttackerView(List.of(two, three), List.of(two), two))
                .withMessageStartingWith("layout of honest");
    }

    @Test
    void refusesScalesThatCannotBe() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelReplacement.scaled(bad))
                    .withMessage("gamma: " + bad + " (expected: > 0, finite)");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InnerProduct.epsilon(-1))
                .withMessage("epsilon: -1.0 (expected: >= 0, finite)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LittleIsEnough.z(Double.NaN))
                .withMessage("z: NaN (expected: finite)");
    }
}
