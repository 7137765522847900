package org.folkmoot.aggregation.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * Sends the values at k positions that the shared seed draws, the same for all clients of a round, and zero elsewhere.
 * Positions take no bytes, and sums under masks need only k of them.
 *
 * <p>{@link #scaled} multiplies what is sent by d/k, so that over seeds the expectation of a compressed update is the
 * update; the variance of an element is (d/k - 1) times its square. {@link #unscaled} sends values as they are, which
 * shrinks the update, and clients carry the rest over to the next. Every set of k positions has the same probability. The
 * seed is public before clients train: whoever knows it can put all of an attack where it will be sent.
 *
 * <p>Takes k elements of the layout. Immutable, safe for use by several threads.
 *
 * <p>Source: Konečný et al. 2016 (subsampling, scaled); Stich et al. 2018 (rand-k with memory, unscaled).
 */
public final class RandomK implements UpdateCodec {
    /** The codec's id. */
    public static final String ID = "folkmoot/random-k/1";

    static final String SCALED = "scaled";

    private static final String PURPOSE = "random-k";

    private final Fraction fraction;
    private final boolean scaled;

    private RandomK(Fraction fraction, boolean scaled) {
        this.fraction = fraction;
        this.scaled = scaled;
    }

    /**
     * {@return the unbiased codec}
     *
     * @param fraction the share of positions sent, in (0, 1]; their number is rounded up
     */
    public static RandomK scaled(double fraction) {
        return new RandomK(new Fraction(fraction), true);
    }

    /**
     * {@return the codec that sends values as they are and carries the rest over}
     *
     * @param fraction the share of positions sent, in (0, 1]; their number is rounded up
     */
    public static RandomK unscaled(double fraction) {
        return new RandomK(new Fraction(fraction), false);
    }

    /** {@return the positions sent of so many parameters under this seed, ascending} */
    public int[] positions(int parameters, Digest sharedSeed) {
        int kept = fraction.of(parameters);
        return AesCtrGenerator.fromSeed(SeedDerivation.derive(sharedSeed, PURPOSE, parameters, kept))
                .sample(parameters, kept);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(Fraction.NAME, fraction.text(), SCALED, Boolean.toString(scaled));
    }

    @Override
    public boolean carriesError() {
        return !scaled;
    }

    @Override
    public boolean addsUnderMasks() {
        return true;
    }

    @Override
    public long maxBytes(ParameterLayout layout) {
        return (long) fraction.of(layout.size()) * layout.elementType().bytes();
    }

    @Override
    public ParameterVector compress(ParameterVector update, Digest sharedSeed, RandomGenerator own) {
        Elements.requireFinite(update);
        int size = update.size();
        int[] positions = positions(size, sharedSeed);
        double factor = scaled ? (double) size / positions.length : 1;
        double[] values = new double[size];
        for (int position : positions) {
            values[position] = factor * update.get(position);
        }
        ParameterVector compressed = ParameterVector.of(update.layout(), values);
        int beyond = compressed.firstNonFinite();
        if (beyond >= 0) {
            throw new IllegalArgumentException("update[" + beyond + "]: " + update.get(beyond)
                    + " (expected: finite when" + " multiplied by " + factor + ")");
        }
        return compressed;
    }

    @Override
    public boolean conforms(ParameterVector update, Digest sharedSeed) {
        int[] positions = positions(update.size(), sharedSeed);
        int next = 0;
        for (int i = 0, size = update.size(); i < size; i++) {
            if (next < positions.length && positions[next] == i) {
                next++;
            } else if (!Elements.isPlainZero(update.get(i))) {
                return false;
            }
        }
        return update.firstNonFinite() < 0;
    }

    @Override
    public Bytes encode(ParameterVector conforming, Digest sharedSeed) {
        Elements.requireConforming(conforms(conforming, sharedSeed), conforming, this);
        ParameterLayout layout = conforming.layout();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(maxBytes(layout))).order(ByteOrder.LITTLE_ENDIAN);
        for (int position : positions(layout.size(), sharedSeed)) {
            Elements.put(out, layout.elementType(), conforming.get(position));
        }
        return Bytes.of(out.array());
    }

    @Override
    public ParameterVector decode(ParameterLayout layout, Bytes encoded, Digest sharedSeed)
            throws MalformedUpdateException {
        Elements.requireBytes(encoded.size(), maxBytes(layout), layout);
        ByteBuffer in = ByteBuffer.wrap(encoded.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[layout.size()];
        for (int position : positions(layout.size(), sharedSeed)) {
            values[position] = Elements.next(in, layout.elementType());
        }
        return ParameterVector.of(layout, values);
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
