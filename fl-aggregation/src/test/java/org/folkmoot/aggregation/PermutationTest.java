package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.aggregation.filter.AdaptiveClipping;
import org.folkmoot.aggregation.filter.Arc;
import org.folkmoot.aggregation.filter.Bucketing;
import org.folkmoot.aggregation.filter.NearestNeighborMixing;
import org.folkmoot.aggregation.robust.Bulyan;
import org.folkmoot.aggregation.robust.CenteredClipping;
import org.folkmoot.aggregation.robust.CoordinateMedian;
import org.folkmoot.aggregation.robust.FlTrust;
import org.folkmoot.aggregation.robust.GeometricMedian;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.aggregation.robust.MeaMed;
import org.folkmoot.aggregation.robust.MultiKrum;
import org.folkmoot.aggregation.robust.SignMajority;
import org.folkmoot.aggregation.robust.TrimmedMean;
import org.folkmoot.aggregation.tile.Workers;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterBlock;
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

/**
 * One round, the same bytes: for a thousand orders of arrival, a third of them on one, two and eight threads each, and on every JVM, as the digests
 * pinned here were computed once and are compared everywhere.
 */
final class PermutationTest {
    private static final int CLIENTS = 11;
    private static final int ORDERS = 1000;

    /** Several tiles, and several blocks of sums. */
    private static final int PARAMETERS = 4500;

    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", PARAMETERS));

    private static final List<ClearUpdate> UPDATES = updates();

    @Test
    void orderAndThreadsDecideNothing() throws Exception {
        SortedMap<String, String> actual = new TreeMap<>();
        for (var each : strategies().entrySet()) {
            actual.put(each.getKey(), digestOf(each.getKey(), each.getValue()));
        }
        assertThat(actual).isEqualTo(pinned());
    }

    private static SortedMap<String, AggregationStrategy> strategies() {
        SortedMap<String, AggregationStrategy> all = new TreeMap<>();
        all.put("bulyan", AggregationStrategy.of(Bulyan.tolerating(2)));
        all.put(
                "bucketing, geometric median",
                AggregationStrategy.of(GeometricMedian.defaults()).filter(Bucketing.of(2)));
        all.put(
                "centered clipping",
                AggregationStrategy.of(CenteredClipping.within(5).iterations(3)));
        all.put("fltrust", AggregationStrategy.of(FlTrust.in(PlainUpdates.pseudonym(0))));
        all.put("geometric median", AggregationStrategy.of(GeometricMedian.defaults()));
        all.put(
                "clipping, krum",
                AggregationStrategy.of(Krum.tolerating(2))
                        .filter(AdaptiveClipping.defaults().initial(60)));
        all.put("mean around median", AggregationStrategy.of(MeaMed.tolerating(3)));
        all.put("median", AggregationStrategy.of(CoordinateMedian.create()));
        all.put(
                "arc, multi-krum",
                AggregationStrategy.of(MultiKrum.tolerating(2)).filter(Arc.tolerating(2)));
        all.put(
                "nnm, trimmed mean",
                AggregationStrategy.of(TrimmedMean.tolerating(2)).filter(NearestNeighborMixing.tolerating(2)));
        all.put("sign majority", AggregationStrategy.of(SignMajority.stepping(0.01)));
        all.put("trimmed mean", AggregationStrategy.of(TrimmedMean.cutting(0.2)));
        return all;
    }

    private static SortedMap<String, String> pinned() {
        SortedMap<String, String> pinned = new TreeMap<>();
        pinned.put("arc, multi-krum", "5bb6f5b24a0562e0493ed71e0ad58720eee27798ae0636c015cdc6838cf2b198");
        pinned.put("bucketing, geometric median", "ed9b6152062777dc70ed3572fbd26d2885280f2908ed35bf18fff6f494ecce10");
        pinned.put("bulyan", "186e64e16d65470d50f3093e070bafd28587c39af2cfc1d82539d4e22ef0989e");
        pinned.put("centered clipping", "c8d4f4ee3a6edba9a3563ec8502e3f5b601c1cce8ed72b8ba22e560ceb060290");
        pinned.put("clipping, krum", "ff4db50452138bee5a6ce66e4b3815431eed2430e29e9d2c3bd2940d31fd974f");
        pinned.put("fltrust", "27a5df1d10e17d4081562f4770d85b5da231213031c7155826e014885e785247");
        pinned.put("geometric median", "46db152d46abce2e8bb03c15edd8ae70d6e1af76ff0b970e5f4cee70cfacd7b0");
        pinned.put("mean around median", "67643c834fdca178248acee3c97c6bacd81be5955080e6209600d14ae8586d70");
        pinned.put("median", "4a3282643f08a6f9179c7df545b9bb28ce79d5166ef0a3cbf75f2f1d7c2c9803");
        pinned.put("nnm, trimmed mean", "a72d80e9c4d2cbc66fa8b2fc709cbce577fc36e981bcb81d6d2904f5af097290");
        pinned.put("sign majority", "c99ae88ca015423a63856fd16e40a3059c1fb7ef9a0cfe67cff0792728d7f3b3");
        pinned.put("trimmed mean", "c6bbaea5e6e3067c22e542b14014b091c801729776bf17946e7be3e045589cd1");
        return pinned;
    }

    private static String digestOf(String name, AggregationStrategy strategy) throws Exception {
        RoundProgram program = program(strategy);
        Random random = new Random(1);
        List<ClearUpdate> order = new ArrayList<>(UPDATES);
        TreeSet<String> seen = new TreeSet<>();
        for (int threads : new int[] {1, 2, 8}) {
            try (SpilledFold fold = new SpilledFold(program, Pipeline.of(program), new Workers(threads))) {
                for (int i = 0; i < ORDERS / 3 + 1; i++) {
                    Collections.shuffle(order, random);
                    seen.add(digest(fold, order));
                }
            }
        }
        assertThat(seen).as(name).hasSize(1);
        return seen.first();
    }

    private static String digest(SpilledFold fold, List<ClearUpdate> order) throws Exception {
        fold.begin(RoundState.of(ParameterVector.zeros(LAYOUT)));
        for (ClearUpdate update : order) {
            fold.add(update, 0);
        }
        RoundFold.Result result = fold.finish();
        StringBuilder treatments = new StringBuilder();
        for (var each : result.treatments().entrySet()) {
            Treatment treatment = each.getValue();
            treatments.append(each.getKey().hex()).append(treatment.word());
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(result.state().model().toBytes());
        result.state().slots().values().forEach(slot -> parts.add(slot.toBytes()));
        parts.add(treatments.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Digest.sha256(parts.toArray(byte[][]::new)).hex();
    }

    @Test
    void treesOfSumsDecideNothing() {
        RoundProgram program = Programs.of(FedAvg.weighted(), LAYOUT, CLIENTS);
        Random random = new Random(2);
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < ORDERS; i++) {
            List<LinearFold> folds = new ArrayList<>();
            for (ClearUpdate update : UPDATES) {
                LinearFold leaf = LinearFold.of(program);
                leaf.add(update.delta(), update.statement().examples());
                folds.add(leaf);
            }
            while (folds.size() > 1) {
                LinearFold one = folds.remove(random.nextInt(folds.size()));
                folds.get(random.nextInt(folds.size())).merge(one);
            }
            RoundState after = folds.get(0).finish(RoundState.of(ParameterVector.zeros(LAYOUT)));
            seen.add(after.model().digest().hex());
        }
        assertThat(seen).containsExactly("9ba2ff047a5ef9b92161c3d2c6199cac074b14073514a3fcfc1758b38c4a0307");
    }

    private static RoundProgram program(AggregationStrategy strategy) {
        return new RoundProgram(
                CollectionKind.CLEAR,
                LAYOUT,
                strategy.stages(CLIENTS),
                Pipeline.of(LAYOUT, strategy.stages(CLIENTS)).encoding(CLIENTS),
                Participation.all(),
                1,
                Disclosure.auditor());
    }

    /** Values of few bits, some equal, some of them zeros of either sign; two clients send the same. */
    private static List<ClearUpdate> updates() {
        RobustVectors.SplitMix64 random = new RobustVectors.SplitMix64(7);
        List<ClearUpdate> updates = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            double[] values = new double[PARAMETERS];
            for (int j = 0; j < PARAMETERS; j++) {
                double value = (random.next() >> 32) * 0x1p-31;
                values[j] = switch ((int) (random.next() & 15)) {
                    case 0 -> 0.0;
                    case 1 -> -0.0;
                    case 2 -> StrictMath.rint(4 * value);
                    default -> client >= CLIENTS - 2 ? 10 * value + 5 : value;
                };
            }
            ParameterVector delta = ParameterVector.of(LAYOUT, values);
            updates.add(update(client, client == 4 ? updates.get(3).delta() : delta));
        }
        return updates;
    }

    private static ClearUpdate update(int client, ParameterVector delta) {
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
                1 + client,
                delta.digest(),
                any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), delta);
    }
}
