package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.junit.jupiter.api.Test;

/** What every {@link LinearQuery} keeps to; implement {@link #query} in its test class. */
public interface LinearQueryContract {
    /** {@return a new instance of the rule under test, always with the same parameters} */
    LinearQuery query();

    /** {@return whether the rule has a meaning for models like this} */
    default boolean supports(ParameterLayout shared) {
        return true;
    }

    /**
     * {@return what a client sends whose difference of the shared parameters is this}, for rules whose update is more than
     * that. Of the rule's update layout, and one that it lets in.
     */
    default ParameterVector update(ParameterLayout shared, double[] difference) {
        return ParameterVector.of(shared, difference);
    }

    /**
     * {@return what a lone contribution is decoded to} The contribution itself, unless the rule transforms it, as one
     * that takes signs does.
     *
     * @param update as {@link #update} gives it
     */
    default double[] decodedAlone(ParameterVector update) {
        return update.toDoubleArray();
    }

    /** {@return how far from {@link #decodedAlone} a decoded value may be} */
    default double tolerance(ParameterVector update, RingEncoding encoding, double expected) {
        return Math.scalb(1.0, -encoding.fractionBits()) + 2 * Math.ulp(expected);
    }

    /** The id and parameters are a valid stage, and two instances agree on them. */
    @Test
    default void statesAllItDependsOn() {
        LinearQuery rule = query();
        Stage stage = new Stage(Stage.QUERY, rule.id(), StagePlacement.SERVER, rule.parameters());
        LinearQuery other = query();
        assertThat(new Stage(Stage.QUERY, other.id(), StagePlacement.SERVER, other.parameters()))
                .isEqualTo(stage);
    }

    /** The same contribution gives the same integers, whatever was in the output before and which instance encodes. */
    @Property(tries = 50)
    default void encodesPurelyAndWritesEveryElement(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout,
            @ForAll(supplier = FolkmootArbitraries.Weights.class) long examples,
            @ForAll long seed) {
        Assume.that(supports(layout));
        LinearQuery rule = query();
        RingEncoding encoding = encoding(rule, layout, 10);
        assertThat(encoding(query(), layout, 10)).isEqualTo(encoding);
        ParameterVector delta = randomUpdate(layout, encoding, new Random(seed));
        long weight = rule.weight(examples);
        long[] first = filled(encoding, 0x5555_5555_5555_5555L);
        rule.encode(delta, weight, encoding, first);
        rule.encode(randomUpdate(layout, encoding, new Random(~seed)), 1, encoding, filled(encoding, 0));
        long[] again = filled(encoding, 0xaaaa_aaaa_aaaa_aaaaL);
        rule.encode(delta, weight, encoding, again);
        assertThat(again).isEqualTo(first);
        long[] elsewhere = filled(encoding, 0);
        query().encode(delta, weight, encoding, elsewhere);
        assertThat(elsewhere).isEqualTo(first);
    }

    /** Accumulating is encoding and adding, bit for bit, and finishing changes no sum. */
    @Property(tries = 50)
    default void accumulatesWhatItEncodes(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout,
            @ForAll(supplier = FolkmootArbitraries.Weights.class) long examples,
            @ForAll long seed) {
        Assume.that(supports(layout));
        LinearQuery rule = query();
        RingEncoding encoding = encoding(rule, layout, 10);
        ParameterVector delta = randomUpdate(layout, encoding, new Random(seed));
        long weight = rule.weight(examples);
        long[] encoded = filled(encoding, -1);
        rule.encode(delta, weight, encoding, encoded);

        long[] sum = filled(encoding, 0);
        rule.accumulate(delta, weight, encoding, sum);
        assertThat(sum).isEqualTo(encoded);
        long[] signed = sum(List.of(sum), encoding);
        long[] before = signed.clone();
        rule.finish(signed, encoding);
        assertThat(signed).isEqualTo(before);
    }

    /** Any order and any grouping of the contributions gives the same bits. */
    @Property(tries = 50)
    default void resultDoesNotDependOnOrderOrGrouping(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout, @ForAll long seed) {
        Assume.that(supports(layout));
        Random random = new Random(seed);
        LinearQuery rule = query();
        int clients = 1 + random.nextInt(8);
        RingEncoding encoding = encoding(rule, layout, clients);
        List<long[]> encoded = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            long[] out = filled(encoding, -1);
            rule.encode(randomUpdate(layout, encoding, random), rule.weight(1 + random.nextInt(500)), encoding, out);
            encoded.add(out);
        }
        SortedMap<String, ParameterVector> slots = rule.initialSlots(layout);
        Aggregated inOrder = rule.conclude(sum(encoded, encoding), encoding, slots);
        Collections.shuffle(encoded, random);
        int cut = random.nextInt(clients + 1);
        long[] left = sum(encoded.subList(0, cut), encoding);
        long[] right = sum(encoded.subList(cut, clients), encoding);
        Aggregated grouped = rule.conclude(sum(List.of(right, left), encoding), encoding, slots);
        assertThat(bits(grouped.delta())).isEqualTo(bits(inOrder.delta()));
        assertThat(grouped.slots()).isEqualTo(inOrder.slots());
        assertThat(shapes(grouped.slots())).as("slots keep their shape").isEqualTo(shapes(slots));
        assertThat(grouped.delta()).hasSize(layout.size());
    }

    /** A lone contribution comes back within the resolution of the encoding. */
    @Property(tries = 50)
    default void finishInvertsEncode(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout,
            @ForAll(supplier = FolkmootArbitraries.Weights.class) long examples,
            @ForAll long seed) {
        Assume.that(supports(layout));
        LinearQuery rule = query();
        RingEncoding encoding = encoding(rule, layout, 3);
        ParameterVector delta = randomUpdate(layout, encoding, new Random(seed));
        long[] out = filled(encoding, -1);
        rule.encode(delta, rule.weight(examples), encoding, out);
        double[] decoded = rule.finish(sum(List.of(out), encoding), encoding);
        double[] expected = decodedAlone(delta);
        assertThat(decoded).hasSameSizeAs(expected);
        for (int j = 0; j < expected.length; j++) {
            double tolerance = tolerance(delta, encoding, expected[j]);
            assertThat(decoded[j]).as("element %d", j).isCloseTo(expected[j], within(tolerance));
        }
    }

    /** Whatever is within the bounds can be summed without leaving the ring, or there is no encoding. */
    @Test
    default void encodingLeavesRoomForEverySum() {
        LinearQuery rule = query();
        ParameterLayout layout = smallLayout();
        for (int maxClients : new int[] {1, 2, 1_000, Integer.MAX_VALUE}) {
            RingEncoding encoding;
            try {
                encoding = encoding(rule, layout, maxClients);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as("refusal names the numbers").containsPattern("[0-9]");
                continue;
            }
            BigInteger value = BigInteger.valueOf((long) scaled(encoding));
            BigInteger sum = value.multiply(BigInteger.valueOf(encoding.maxTotalWeight()));
            assertThat(sum.bitLength()).as("%s", encoding).isLessThan(encoding.ringBits());
            assertThat(BigInteger.valueOf(rule.weight(Long.MAX_VALUE)).multiply(BigInteger.valueOf(maxClients)))
                    .as("weight of all clients")
                    .isLessThanOrEqualTo(BigInteger.valueOf(encoding.maxTotalWeight()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> encoding(rule, layout, 0));
    }

    /** A value beyond the bound, NaN or infinite is refused; the message says where, what and the bound. */
    @Test
    default void refusesWhatDoesNotFitWithTheNumbers() {
        LinearQuery rule = query();
        ParameterLayout layout = smallLayout();
        RingEncoding encoding = encoding(rule, layout, 2);
        long weight = rule.weight(1);
        double beyond = Math.nextUp(encoding.maxAbs());
        ParameterVector fitting = update(layout, new double[layout.size()]);
        for (double bad : new double[] {
            beyond, -beyond, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE
        }) {
            for (int at = 0; at < fitting.size(); at++) {
                double[] values = fitting.toDoubleArray();
                values[at] = bad;
                ParameterVector delta = ParameterVector.of(fitting.layout(), values);
                assertThatIllegalArgumentException()
                        .as("%s at %d", bad, at)
                        .isThrownBy(() -> rule.encode(delta, weight, encoding, filled(encoding, 0)))
                        .withMessageContaining(Integer.toString(at))
                        .withMessageContaining(Double.toString(bad))
                        .withMessageContaining(Double.toString(encoding.maxAbs()));
                long[] sum = filled(encoding, 7);
                assertThatIllegalArgumentException()
                        .as("%s at %d", bad, at)
                        .isThrownBy(() -> rule.accumulate(delta, weight, encoding, sum));
                assertThat(sum).as("the sum stands").isEqualTo(filled(encoding, 7));
            }
        }
        double most = encoding.maxAbs();
        ParameterVector limit = update(layout, new double[] {most, -most, 0, most, -most});
        rule.encode(limit, rule.weight(Long.MAX_VALUE), encoding, filled(encoding, 0));
    }

    /** Where clients have to do more than train, they send what the rule takes. */
    @Property(tries = 20)
    default void clientsSendWhatTheRuleTakes(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout) {
        Assume.that(supports(layout));
        LinearQuery rule = query();
        ParameterLayout sent =
                rule.localRule().map(local -> local.updateLayout(layout)).orElse(layout);
        assertThat(sent).isEqualTo(rule.updateLayout(layout));
        assertThat(sent).isEqualTo(update(layout, new double[layout.size()]).layout());
    }

    /** Late contributions never weigh more than those in time, and none is refused for being late. */
    @Property(tries = 50)
    default void weightDoesNotGrowWithStaleness(
            @ForAll(supplier = FolkmootArbitraries.Weights.class) long examples,
            @ForAll @IntRange(max = Integer.MAX_VALUE - 1) int staleness) {
        LinearQuery rule = query();
        assertThat(rule.weight(examples, 0)).isEqualTo(rule.weight(examples));
        assertThat(rule.weight(examples, staleness + 1)).isBetween(0L, rule.weight(examples, staleness));
    }

    /** More examples never weigh less, no number of them weighs more than the cap, none is refused. */
    @Test
    default void weightIsMonotoneAndCapped() {
        LinearQuery rule = query();
        long cap = rule.weight(Long.MAX_VALUE);
        long before = 1;
        for (long examples = 1; examples > 0; examples = examples * 3 / 2 + 1) {
            long weight = rule.weight(examples);
            assertThat(weight).as("weight of %d", examples).isBetween(before, cap);
            before = weight;
        }
        assertThatIllegalArgumentException().isThrownBy(() -> rule.weight(0)).withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> rule.weight(-1)).withMessageContaining("-1");
    }

    private static ParameterLayout smallLayout() {
        return ParameterLayout.float64(ParameterBlock.trainable("w", 5));
    }

    private static double scaled(RingEncoding encoding) {
        return StrictMath.rint(encoding.maxAbs() * (1L << encoding.fractionBits()));
    }

    private static RingEncoding encoding(LinearQuery rule, ParameterLayout shared, int maxClients) {
        return rule.encoding(rule.updateLayout(shared), maxClients);
    }

    private static SortedMap<String, ParameterLayout> shapes(SortedMap<String, ParameterVector> slots) {
        SortedMap<String, ParameterLayout> shapes = new TreeMap<>();
        slots.forEach((name, slot) -> shapes.put(name, slot.layout()));
        return shapes;
    }

    private ParameterVector randomUpdate(ParameterLayout layout, RingEncoding encoding, Random random) {
        double[] values = new double[layout.size()];
        double bound = (float) encoding.maxAbs() > encoding.maxAbs()
                ? Math.nextDown((float) encoding.maxAbs())
                : (float) encoding.maxAbs();
        for (int j = 0; j < values.length; j++) {
            values[j] = random.nextInt(8) == 0 ? 0 : bound * (2 * random.nextDouble() - 1);
        }
        return update(layout, values);
    }

    private static long[] filled(RingEncoding encoding, long value) {
        long[] out = new long[encoding.width()];
        Arrays.fill(out, value);
        return out;
    }

    /** The sum as {@link LinearQuery#finish} takes it: reduced to the ring and read as signed. */
    private static long[] sum(List<long[]> vectors, RingEncoding encoding) {
        long[] sum = new long[encoding.width()];
        for (long[] vector : vectors) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += vector[j];
            }
        }
        int unused = Long.SIZE - encoding.ringBits();
        for (int j = 0; j < sum.length; j++) {
            sum[j] = sum[j] << unused >> unused;
        }
        return sum;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
