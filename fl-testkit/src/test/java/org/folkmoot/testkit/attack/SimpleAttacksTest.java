package org.folkmoot.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClientStatement;
import org.junit.jupiter.api.Test;

/** The attacks that are a line each. */
final class SimpleAttacksTest {
    private static final ParameterVector OWN = Updates.of(3, -4);
    private static final ParameterVector MOVED = Updates.of(0.5, 0.25);

    private static ParameterVector alone(UpdateAttack attack) {
        return attack.forge(AttackerView.alone(OWN, MOVED), Updates.chance(3)).get(0);
    }

    @Test
    void turnsAndStretchesItsOwnUpdate() {
        assertThat(alone(SignFlip.own())).isEqualTo(Updates.of(-3, 4));
        assertThat(alone(SignFlip.own(2))).isEqualTo(Updates.of(-6, 8));
        assertThat(alone(ModelReplacement.scaled(10))).isEqualTo(Updates.of(30, -40));
        assertThat(alone(ModelReplacement.toNorm(10))).isEqualTo(Updates.of(6, -8));
        UpdateAttack toNorm = ModelReplacement.toNorm(10);
        ParameterVector zeros = Updates.of(0, 0);
        assertThat(toNorm.forge(AttackerView.alone(zeros, MOVED), Updates.chance(0)))
                .containsExactly(zeros);
    }

    @Test
    void ridesOnTheLastMovementOfTheModel() {
        assertThat(alone(Noise.freeRider(0))).isEqualTo(MOVED);
        assertThat(alone(Noise.freeRider(1e-6)).minus(MOVED).firstBeyond(1e-5)).isEqualTo(-1);
        assertThat(alone(Noise.freeRider(1e-6))).isNotEqualTo(MOVED);
    }

    /** Six deviations of the mean square of n normal values, 2/n of variance each. */
    @Test
    void drawsNoiseOfTheSaidDeviation() {
        ParameterVector many = Updates.of(new double[20_000]);
        double[] noise = Noise.gaussian(3)
                .forge(AttackerView.alone(many, many), Updates.chance(4))
                .get(0)
                .toDoubleArray();
        double square = HonestStatistics.squaredDistance(noise, many) / noise.length / 9;
        assertThat(square).isCloseTo(1, within(6 * Math.sqrt(2.0 / noise.length)));
    }

    @Test
    void sendsWhatNoTrainingGives() {
        assertThat(alone(Malformed.everywhere(Double.NaN)).firstNonFinite()).isZero();
        assertThat(alone(Malformed.everywhere(Malformed.HUGE))).isEqualTo(Updates.of(1e30, 1e30));
        assertThat(alone(Malformed.at(-1, Double.NaN)).firstNonFinite()).isEqualTo(1);
        assertThat(alone(Malformed.at(0, Double.NEGATIVE_INFINITY)).get(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(alone(Malformed.tooLong()).toDoubleArray()).containsExactly(3, -4, 0);
        assertThat(alone(Malformed.scalar(1e9)).toDoubleArray()).containsExactly(1e9);
    }

    @Test
    void multipliesOneUpdateUnderManyNames() {
        AttackerView view = AttackerView.of(Updates.normal(1, 4, 3), 5);
        List<ParameterVector> copies = Sybil.copies(Noise.gaussian(1)).forge(view, Updates.chance(1));
        assertThat(new HashSet<>(copies)).hasSize(1);
        List<ParameterVector> disguised =
                Sybil.disguised(Noise.gaussian(1), 1e-9).forge(view, Updates.chance(1));
        assertThat(new HashSet<>(disguised)).hasSize(5);
        assertThat(disguised)
                .allSatisfy(each ->
                        assertThat(each.minus(copies.get(0)).firstBeyond(1e-8)).isEqualTo(-1));
    }

    @Test
    void flipsLabels() {
        assertThat(IntStream.range(0, 10).map(LabelFlip.mirrored(10))).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(IntStream.range(0, 4).map(LabelFlip.targeted(4, 1, 3))).containsExactly(0, 3, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelFlip.mirrored(10).applyAsInt(10))
                .withMessage("label: 10 (expected: 0 to 9)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelFlip.targeted(4, 1, 4))
                .withMessage("label: 4 (expected: 0 to 3)");
    }

    @Test
    void changesNothingInAStatementButTheCount() {
        Digest any = Digest.sha256();
        ClientStatement honest = new ClientStatement(
                new FederationId("test"), AttemptId.first(1), any, any, any, any, 3, any, 10, any, any);
        for (long count : PoisonedCount.IMPOSSIBLE) {
            assertThat(count).isLessThan(1);
            assertThat(PoisonedCount.in(honest, count).examples()).isEqualTo(count);
            assertThat(PoisonedCount.in(PoisonedCount.in(honest, count), 10)).isEqualTo(honest);
        }
    }
}
