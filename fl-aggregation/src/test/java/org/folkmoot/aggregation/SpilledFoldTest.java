package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.filter.NormClipping;
import org.folkmoot.aggregation.robust.Bulyan;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.FlTrust;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.aggregation.AggregationRefusedException;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.testkit.aggregation.PlainUpdates;
import org.junit.jupiter.api.Test;

final class SpilledFoldTest {
    private static final ParameterLayout TWO = ParameterLayout.flat(ElementType.FLOAT32, 2);

    /**
     * What makes other frameworks' global model NaN, or moves it at will: NaN wins Flower's Krum and poisons its median, one
     * huge value its mean, a negative number of examples its weights, a scalar is spread over a layer.
     */
    @Test
    void hostileUpdatesAreRefusedAndChangeNothing() throws Exception {
        for (AggregationStrategy strategy : List.of(
                AggregationStrategy.of(Krum.tolerating(1)),
                AggregationStrategy.of(CoordinateMedian.create()),
                AggregationStrategy.of(Bulyan.tolerating(0)))) {
            RoundState honest = finish(strategy, honest(), List.of());
            List<ClearUpdate> hostile = List.of(
                    update(7, 1, Float.NaN, Float.NaN),
                    update(8, 1, 0, Float.POSITIVE_INFINITY),
                    update(9, 1, 1e30f, 0),
                    update(10, -9, 0, 0),
                    update(11, 0, 0, 0),
                    update(12, ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT32, 1), new float[] {1}), 1));
            assertThat(finish(strategy, honest(), hostile)).isEqualTo(honest);
        }
    }

    private static RoundState finish(AggregationStrategy strategy, List<ClearUpdate> honest, List<ClearUpdate> hostile)
            throws Exception {
        try (RoundFold fold = RoundFold.of(program(strategy))) {
            fold.begin(RoundState.of(ParameterVector.zeros(TWO)));
            for (int i = 0; i < Math.max(honest.size(), hostile.size()); i++) {
                if (i < hostile.size()) {
                    ClearUpdate each = hostile.get(i);
                    assertThatIllegalArgumentException().isThrownBy(() -> fold.add(each, 0));
                }
                if (i < honest.size()) {
                    fold.add(honest.get(i), 0);
                }
            }
            assertThat(fold.count()).isEqualTo(honest.size());
            return fold.finish().state();
        }
    }

    @Test
    void saysWhatWasDoneToWhom() throws Exception {
        AggregationStrategy strategy =
                AggregationStrategy.of(Krum.tolerating(1)).filter(NormClipping.to(5));
        try (RoundFold fold = RoundFold.of(program(strategy))) {
            fold.begin(RoundState.of(ParameterVector.zeros(TWO)));
            for (ClearUpdate update : honest()) {
                fold.add(update, 0);
            }
            fold.add(update(5, 1, 9, 9), 0);
            assertThat(fold.finish().treatments())
                    .hasSize(5)
                    .containsEntry(PlainUpdates.pseudonym(5), Treatment.NOT_SELECTED);
        }
    }

    @Test
    void aClippedClientIsStillKnown() throws Exception {
        AggregationStrategy strategy =
                AggregationStrategy.of(FlTrust.in(PlainUpdates.pseudonym(0))).filter(NormClipping.to(0.1));
        RoundState after = finish(strategy, honest(), List.of());
        assertThat(after.model().get(0)).isPositive();
    }

    @Test
    void aRuleThatMissesSomeoneRefusesTheRound() throws Exception {
        try (RoundFold fold = RoundFold.of(program(AggregationStrategy.of(FlTrust.in(PlainUpdates.pseudonym(99)))))) {
            fold.begin(RoundState.of(ParameterVector.zeros(TWO)));
            for (ClearUpdate update : honest()) {
                fold.add(update, 0);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(fold::finish)
                    .isInstanceOf(AggregationRefusedException.class);
        }
    }

    @Test
    void tooFewUpdatesAreRefusedWithTheNumbers() throws Exception {
        try (RoundFold fold = RoundFold.of(program(AggregationStrategy.of(Bulyan.tolerating(1))))) {
            fold.begin(RoundState.of(ParameterVector.zeros(TWO)));
            assertThatIllegalStateException().isThrownBy(fold::finish);
            for (ClearUpdate update : honest()) {
                fold.add(update, 0);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(fold::finish)
                    .withMessage("updates: 5 (expected: >= 7 for folkmoot/bulyan/1)");
        }
    }

    private static List<ClearUpdate> honest() {
        List<ClearUpdate> updates = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            updates.add(update(client, 1, 1 + 0.125f * client, 0.5f * client));
        }
        return updates;
    }

    private static ClearUpdate update(int client, long examples, float... values) {
        return update(client, ParameterVector.of(TWO, values), examples);
    }

    private static ClearUpdate update(int client, ParameterVector delta, long examples) {
        Digest any = Digest.sha256();
        ClientStatement statement = new ClientStatement(
                new FederationId("test"),
                AttemptId.first(1),
                PlainUpdates.pseudonym(client),
                any,
                any,
                any,
                0,
                any,
                examples,
                delta.digest(),
                any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), delta);
    }

    private static RoundProgram program(AggregationStrategy strategy) {
        return new RoundProgram(
                CollectionKind.CLEAR,
                TWO,
                strategy.stages(9),
                Pipeline.of(TWO, strategy.stages(9)).encoding(9),
                Participation.all(),
                1,
                Disclosure.auditor());
    }
}
