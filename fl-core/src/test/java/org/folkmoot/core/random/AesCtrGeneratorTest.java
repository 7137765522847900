package org.folkmoot.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class AesCtrGeneratorTest {
    private static final Digest SEED = Digest.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    @Test
    void isTheStreamOfOpenssl() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("random.json", "stream")) {
            byte[] bytes = new byte[(int) vector.integer("bytes")];

            AesCtrGenerator.fromSeed(Digest.parse(vector.string("seedHex"))).nextBytes(bytes);

            assertThat(HexFormat.of().formatHex(bytes)).startsWith(vector.string("firstHex"));
            assertThat(Digest.sha256(bytes).hex()).isEqualTo(vector.string("sha256Hex"));
        }
    }

    @Test
    void givesTheKnownDraws() throws MalformedJsonException {
        JsonObject vector = KnownAnswers.of("random.json", "draws").get(0);

        assertDraws(vector.string("longs"), AesCtrGenerator::nextLong);
        assertDraws(vector.string("intsBelow7"), random -> random.nextInt(7));
        assertDraws(vector.string("intsBelow1073741825"), random -> random.nextInt(1_073_741_825));
        assertDraws(
                vector.string("longsBelow4611686018427387905"), random -> random.nextLong(4_611_686_018_427_387_905L));
        assertDraws(vector.string("doubles"), AesCtrGenerator::nextDouble);
        assertDraws(vector.string("gaussians"), random -> Double.toHexString(random.nextGaussian()));
        int[] shuffled = IntStream.range(0, 10).toArray();
        AesCtrGenerator.fromSeed(SEED).shuffle(shuffled);
        assertThat(words(shuffled)).isEqualTo(vector.string("shuffle10"));
        assertThat(words(AesCtrGenerator.fromSeed(SEED).sample(100, 10))).isEqualTo(vector.string("sample10of100"));
    }

    @Property(tries = 200)
    void everyDrawTakesTheNextBytesOfOneStream(@ForAll @Size(max = 60) List<@IntRange(max = 2000) Integer> skips) {
        byte[] whole = new byte[130_000];
        AesCtrGenerator.fromSeed(SEED).nextBytes(whole);
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);
        int at = 0;
        for (int skip : skips) {
            random.nextBytes(new byte[skip]);
            at += skip;
            assertThat(random.nextLong()).isEqualTo(littleEndian(whole, at, 8));
            at += 8;
            assertThat(random.nextInt()).isEqualTo((int) littleEndian(whole, at, 4));
            at += 4;
        }
    }

    @Test
    void fillingIsDrawingAsManyLongs() {
        long[] filled = new long[1500];
        AesCtrGenerator.fromSeed(SEED).fill(filled);
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);

        assertThat(filled)
                .isEqualTo(IntStream.range(0, 1500)
                        .mapToLong(i -> random.nextLong())
                        .toArray());
    }

    @Test
    void leavesNoMethodToTheJdkThatItCouldImplementDifferently() {
        Stream<Method> methods = Arrays.stream(RandomGenerator.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !BaseStream.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> !method.getName().equals("isDeprecated"));

        assertThat(methods)
                .allSatisfy(method -> assertThat(
                                AesCtrGenerator.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
    }

    @Property(tries = 200)
    void boundedDrawsStayInTheirRange(
            @ForAll int a, @ForAll int b, @ForAll long c, @ForAll long d, @ForAll @IntRange(min = 1) int n) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);
        if (a != b) {
            assertThat(random.nextInt(Math.min(a, b), Math.max(a, b))).isBetween(Math.min(a, b), Math.max(a, b) - 1);
        }
        if (c != d) {
            assertThat(random.nextLong(Math.min(c, d), Math.max(c, d))).isBetween(Math.min(c, d), Math.max(c, d) - 1);
        }
        assertThat(random.nextInt(n)).isBetween(0, n - 1);
        assertThat(random.nextDouble(-n, n)).isGreaterThanOrEqualTo(-n).isLessThan(n);
        assertThat(random.nextFloat(n)).isGreaterThanOrEqualTo(0).isLessThan(n);
        assertThat(random.nextExponential()).isNotNegative().isFinite();
        assertThat(random.nextGaussian(n, 0)).isEqualTo(n);
    }

    @Property(tries = 200)
    void aSampleIsSortedDistinctAndInRange(
            @ForAll @IntRange(max = 500) int n,
            @ForAll @IntRange(max = 500) int size,
            @ForAll @LongRange long purpose) {
        int k = Math.min(n, size);

        int[] sample = AesCtrGenerator.fromSeed(SeedDerivation.derive(SEED, "sample", purpose))
                .sample(n, k);

        assertThat(sample).hasSize(k).doesNotHaveDuplicates();
        assertThat(IntStream.of(sample).sorted().toArray()).isEqualTo(sample);
        assertThat(IntStream.of(sample)).allMatch(index -> index >= 0 && index < n);
    }

    @Property(tries = 200)
    void aShuffleKeepsEveryValue(@ForAll int[] values) {
        int[] shuffled = values.clone();

        AesCtrGenerator.fromSeed(SEED).shuffle(shuffled);

        Arrays.sort(shuffled);
        Arrays.sort(values);
        assertThat(shuffled).isEqualTo(values);
    }

    @Test
    void gaussiansHaveMeanZeroAndVarianceOne() {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);
        int draws = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
        }

        // Deviations of the two means are 1/sqrt(draws) and sqrt(2/draws); the stream is fixed, five of them is ample.
        assertThat(sum / draws).isBetween(-5 / Math.sqrt(draws), 5 / Math.sqrt(draws));
        assertThat(squares / draws).isBetween(1 - 5 * Math.sqrt(2.0 / draws), 1 + 5 * Math.sqrt(2.0 / draws));
    }

    @Test
    void refusesRangesWithoutMeaning() {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);

        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound: 0 (expected: > 0)");
        assertThatThrownBy(() -> random.nextInt(3, 3)).hasMessage("bound: 3 (expected: > 3)");
        assertThatThrownBy(() -> random.nextLong(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextDouble(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextDouble(0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextFloat(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextGaussian(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.sample(3, 4)).hasMessage("k: 4 (expected: in [0, 3])");
    }

    @Test
    void doesNotShowItsSeed() {
        assertThat(AesCtrGenerator.fromSeed(SEED)).hasToString("AesCtrGenerator");
    }

    private static void assertDraws(String expected, Function<AesCtrGenerator, Object> draw) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);
        List<String> words = List.of(expected.split(" ", -1));

        assertThat(words.stream().map(word -> draw.apply(random).toString())).isEqualTo(words);
    }

    private static String words(int[] values) {
        return String.join(" ", IntStream.of(values).mapToObj(Integer::toString).toList());
    }

    private static long littleEndian(byte[] bytes, int offset, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
