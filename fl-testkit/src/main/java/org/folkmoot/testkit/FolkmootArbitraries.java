package org.folkmoot.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.core.ring.FixedPoint;

/**
 * Random values of the project's types, small enough to shrink well and with the edges in them.
 *
 * <p>All chance comes from jqwik, so a failing property names the seed that repeats it. Methods give arbitraries to
 * combine; the nested suppliers are for {@code @ForAll(supplier = ...)}.
 */
public final class FolkmootArbitraries {
    private static final int MAX_BLOCKS = 3;
    private static final int MAX_EXTENT = 4;
    private static final int MAX_DIMENSIONS = 2;

    private FolkmootArbitraries() {}

    /** {@return layouts of either element type with 1 to 3 small blocks of any role} */
    public static Arbitrary<ParameterLayout> layouts() {
        Arbitrary<List<Integer>> shapes =
                Arbitraries.integers().between(1, MAX_EXTENT).list().ofMaxSize(MAX_DIMENSIONS);
        Arbitrary<List<List<Integer>>> shapesOfBlocks =
                shapes.list().ofMinSize(1).ofMaxSize(MAX_BLOCKS);
        return Combinators.combine(
                        Arbitraries.of(ElementType.class), shapesOfBlocks, Arbitraries.of(ParameterRole.class))
                .as(FolkmootArbitraries::layout);
    }

    private static ParameterLayout layout(ElementType type, List<List<Integer>> shapes, ParameterRole lastRole) {
        List<ParameterBlock> blocks = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            boolean last = i == shapes.size() - 1;
            ParameterRole role = last ? lastRole : ParameterRole.TRAINABLE;
            blocks.add(new ParameterBlock("block" + i, shapes.get(i), "group" + i / 2, role));
        }
        return new ParameterLayout(type, blocks);
    }

    /** {@return vectors of this layout whose elements are finite with magnitude at most {@code maxAbs}} */
    public static Arbitrary<ParameterVector> vectors(ParameterLayout layout, double maxAbs) {
        double largest = layout.elementType() == ElementType.FLOAT32 ? floatAtMost(maxAbs) : maxAbs;
        return Arbitraries.doubles()
                .between(-largest, largest)
                .ofScale(12)
                .array(double[].class)
                .ofSize(layout.size())
                .map(values -> ParameterVector.of(layout, values));
    }

    private static double floatAtMost(double bound) {
        float nearest = (float) bound;
        return nearest > bound ? Math.nextDown(nearest) : nearest;
    }

    /**
     * {@return vectors of this layout with any bits: NaN of every payload and sign, infinities, subnormals, both zeros,
     * the largest and smallest magnitudes}
     */
    public static Arbitrary<ParameterVector> wildVectors(ParameterLayout layout) {
        boolean single = layout.elementType() == ElementType.FLOAT32;
        return (single ? wildFloats() : wildDoubles())
                .list()
                .ofSize(layout.size())
                .map(bits -> ofBits(layout, bits));
    }

    private static Arbitrary<Long> wildFloats() {
        Arbitrary<Long> edges = Arbitraries.of(
                0x7fc00000L,
                0xffc00001L,
                0x7f800001L,
                0x7f800000L,
                0xff800000L,
                0x00000001L,
                0x807fffffL,
                0L,
                0x80000000L,
                0x7f7fffffL,
                0x00800000L);
        return Arbitraries.oneOf(edges, Arbitraries.longs().between(0, 0xffffffffL));
    }

    private static Arbitrary<Long> wildDoubles() {
        Arbitrary<Long> edges = Arbitraries.of(
                0x7ff8000000000000L,
                0xfff8000000000001L,
                0x7ff0000000000001L,
                0x7ff0000000000000L,
                0xfff0000000000000L,
                1L,
                0x800fffffffffffffL,
                0L,
                Long.MIN_VALUE,
                0x7fefffffffffffffL,
                0x0010000000000000L);
        return Arbitraries.oneOf(edges, Arbitraries.longs());
    }

    private static ParameterVector ofBits(ParameterLayout layout, List<Long> elements) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(layout.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (long bits : elements) {
            if (layout.elementType() == ElementType.FLOAT32) {
                bytes.putInt((int) bits);
            } else {
                bytes.putLong(bits);
            }
        }
        return ParameterVector.fromBytes(layout, bytes.array());
    }

    /** {@return numbers of examples, from 1 to far beyond every cap} */
    public static Arbitrary<Long> weights() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 1_000),
                Arbitraries.of(1L, 9_999L, 10_000L, 10_001L, 1L << 40, Long.MAX_VALUE));
    }

    /** {@return digests of every kind, those of all zeros and all ones included} */
    public static Arbitrary<Digest> digests() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofSize(Digest.BYTES);
        return bytes.map(Digest::of).edgeCases(config -> {
            config.add(Digest.parse("00".repeat(Digest.BYTES)));
            config.add(Digest.parse("ff".repeat(Digest.BYTES)));
        });
    }

    /** {@return programs that are well formed and hold rules that nobody provides} */
    public static Arbitrary<RoundProgram> programs() {
        return Combinators.combine(
                        Arbitraries.of(CollectionKind.class),
                        layouts(),
                        stages(),
                        Arbitraries.of(0.5, 1.0, 16.0, 1e3),
                        Arbitraries.longs().between(1, 1L << 30),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.of(Disclosure.auditor(), Disclosure.auditor(1), Disclosure.withoutUpdates()))
                .as((collection, layout, stages, maxAbs, totalWeight, minimum, disclosure) -> new RoundProgram(
                        collection,
                        layout,
                        stages,
                        encoding(layout, maxAbs, totalWeight),
                        Participation.share(minimum, 1_000),
                        minimum,
                        disclosure));
    }

    private static Arbitrary<List<Stage>> stages() {
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
        Arbitrary<TreeMap<String, String>> parameters =
                Arbitraries.maps(word, word).ofMaxSize(3).map(TreeMap::new);
        return Combinators.combine(word, parameters, parameters, parameters)
                .as((name, training, query, optimizer) -> List.of(
                        stage(Stage.TRAINING, name, StagePlacement.CLIENT, training),
                        stage(Stage.QUERY, name, StagePlacement.SERVER, query),
                        stage(Stage.OPTIMIZER, name, StagePlacement.SERVER, optimizer)));
    }

    private static Stage stage(
            String kind, String name, StagePlacement placement, SortedMap<String, String> parameters) {
        return new Stage(kind, "testkit/" + name + "/1", placement, parameters);
    }

    private static RingEncoding encoding(ParameterLayout layout, double maxAbs, long maxTotalWeight) {
        FixedPoint fixed = FixedPoint.forBounds(maxAbs, maxTotalWeight, Long.SIZE);
        return new RingEncoding(
                Long.SIZE,
                fixed.fractionBits(),
                maxAbs,
                maxTotalWeight,
                List.of(new RingChannel(RingChannel.DELTA, layout.size()), new RingChannel(RingChannel.WEIGHT, 1)));
    }

    /** Supplies {@link #layouts()}. */
    public static final class Layouts implements ArbitrarySupplier<ParameterLayout> {
        @Override
        public Arbitrary<ParameterLayout> get() {
            return layouts();
        }
    }

    /** Supplies finite vectors of any layout, elements in [-1, 1]. */
    public static final class Vectors implements ArbitrarySupplier<ParameterVector> {
        @Override
        public Arbitrary<ParameterVector> get() {
            return layouts().flatMap(layout -> vectors(layout, 1));
        }
    }

    /** Supplies {@link #wildVectors} of any layout. */
    public static final class WildVectors implements ArbitrarySupplier<ParameterVector> {
        @Override
        public Arbitrary<ParameterVector> get() {
            return layouts().flatMap(FolkmootArbitraries::wildVectors);
        }
    }

    /** Supplies {@link #weights()}. */
    public static final class Weights implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            return weights();
        }
    }

    /** Supplies {@link #digests()}. */
    public static final class Digests implements ArbitrarySupplier<Digest> {
        @Override
        public Arbitrary<Digest> get() {
            return digests();
        }
    }

    /** Supplies {@link #programs()}. */
    public static final class Programs implements ArbitrarySupplier<RoundProgram> {
        @Override
        public Arbitrary<RoundProgram> get() {
            return programs();
        }
    }
}
