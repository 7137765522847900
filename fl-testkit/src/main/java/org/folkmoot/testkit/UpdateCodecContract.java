package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.core.random.AesCtrGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UpdateCodec} keeps to; implement {@link #codec} in its test class. Updates have elements in [-1, 1].
 *
 * <p>Does not show that a codec without error feedback is unbiased: that takes a bound that only its own test knows.
 */
public interface UpdateCodecContract {
    /** {@return a new instance of the codec under test, always with the same parameters} */
    UpdateCodec codec();

    /** The id and parameters are a valid stage, and two instances agree on them. */
    @Test
    default void statesAllItDependsOn() {
        assertThat(stage(codec())).isEqualTo(stage(codec()));
    }

    private static Stage stage(UpdateCodec codec) {
        return new Stage("codec", codec.id(), StagePlacement.CLIENT, codec.parameters());
    }

    /** Any update becomes one that is carried without loss, in no more bytes than announced. */
    @Property(tries = 200)
    default void carriesWhatItCompressed(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector update,
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest seed)
            throws MalformedUpdateException {
        UpdateCodec codec = codec();
        ParameterVector compressed = codec.compress(update, seed, AesCtrGenerator.fromSeed(Digest.sha256()));
        assertThat(codec.conforms(compressed, seed)).isTrue();
        Bytes encoded = codec.encode(compressed, seed);
        assertThat((long) encoded.size()).isLessThanOrEqualTo(codec.maxBytes(update.layout()));
        assertThat(codec.decode(update.layout(), encoded, seed)).isEqualTo(compressed);
    }

    /** The same update, seed and chance give the same bits, on this instance and another. */
    @Property(tries = 50)
    default void compressesPurely(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector update,
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest seed) {
        UpdateCodec codec = codec();
        ParameterVector first = codec.compress(update, seed, AesCtrGenerator.fromSeed(seed));
        codec.compress(update, Digest.sha256(), AesCtrGenerator.fromSeed(Digest.sha256()));
        assertThat(codec.compress(update, seed, AesCtrGenerator.fromSeed(seed))).isEqualTo(first);
        assertThat(codec().compress(update, seed, AesCtrGenerator.fromSeed(seed)))
                .isEqualTo(first);
    }

    /** Every change of an encoding is refused by the one declared exception, or is the encoding of another update. */
    @Property(tries = 50)
    default void readsOneEncodingOfEachUpdate(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector update,
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest seed) {
        ParameterVector compressed = codec().compress(update, seed, AesCtrGenerator.fromSeed(seed));
        byte[] encoded = codec().encode(compressed, seed).toByteArray();
        Stream.of(
                        Tampering.bitFlips(encoded),
                        Tampering.truncations(encoded),
                        Tampering.duplications(encoded),
                        Tampering.swaps(encoded))
                .flatMap(variants -> variants)
                .forEach(tampered -> refusesOrReadsBack(update.layout(), tampered.bytes(), seed));
    }

    /** So are any bytes. */
    @Property(tries = 1_000)
    default void refusesOrReadsBackAnyBytes(
            @ForAll(supplier = FolkmootArbitraries.Layouts.class) ParameterLayout layout,
            @ForAll @Size(max = 64) byte[] bytes,
            @ForAll long random) {
        refusesOrReadsBack(layout, Bytes.of(bytes), Digest.sha256());
        byte[] longest = new byte[Math.toIntExact(codec().maxBytes(layout))];
        new Random(random).nextBytes(longest);
        refusesOrReadsBack(layout, Bytes.of(longest), Digest.sha256());
        refusesOrReadsBack(layout, Bytes.of(new byte[longest.length]), Digest.sha256());
    }

    private void refusesOrReadsBack(ParameterLayout layout, Bytes bytes, Digest seed) {
        UpdateCodec codec = codec();
        ParameterVector decoded;
        try {
            decoded = codec.decode(layout, bytes, seed);
        } catch (MalformedUpdateException e) {
            assertThat(e).hasMessageContaining("expected");
            return;
        }
        assertThat(decoded.layout()).isEqualTo(layout);
        assertThat(decoded.firstNonFinite()).as("first value not finite").isEqualTo(-1);
        assertThat(codec.conforms(decoded, seed)).isTrue();
        assertThat(codec.encode(decoded, seed)).isEqualTo(bytes);
    }

    /** Nothing conforms that cannot be encoded and read back, whatever its bits. */
    @Property(tries = 200)
    default void carriesWhateverConforms(
            @ForAll(supplier = FolkmootArbitraries.WildVectors.class) ParameterVector wild,
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest seed)
            throws MalformedUpdateException {
        UpdateCodec codec = codec();
        if (codec.conforms(wild, seed)) {
            assertThat(codec.decode(wild.layout(), codec.encode(wild, seed), seed))
                    .isEqualTo(wild);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(wild, seed));
        }
    }

    /** NaN and infinities are the caller's mistake; the message says where and what. */
    @Test
    default void refusesWhatIsNotFinite() {
        ParameterLayout layout = ParameterLayout.float64(ParameterBlock.trainable("w", 5));
        Digest seed = Digest.sha256();
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ParameterVector update = ParameterVector.of(layout, new double[] {0, 0, 0, bad, 0});
            assertThatIllegalArgumentException()
                    .as("%s", bad)
                    .isThrownBy(() -> codec().compress(update, seed, AesCtrGenerator.fromSeed(seed)))
                    .withMessageContaining("3")
                    .withMessageContaining(Double.toString(bad));
            assertThat(codec().conforms(update, seed)).isFalse();
        }
    }

    /** What is lost, where it is carried over, is not longer than the update: else errors would grow without end. */
    @Property(tries = 200)
    default void losesNoMoreThanThereIs(
            @ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector update,
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest seed) {
        if (codec().carriesError()) {
            ParameterVector compressed = codec().compress(update, seed, AesCtrGenerator.fromSeed(seed));
            assertThat(squaredLength(update.minus(compressed))).isLessThanOrEqualTo(squaredLength(update));
        }
    }

    private static double squaredLength(ParameterVector vector) {
        double sum = 0;
        for (double value : vector.toDoubleArray()) {
            sum += value * value;
        }
        return sum;
    }
}
