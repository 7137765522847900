package org.folkmoot.aggregation.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * Sends the k values of largest magnitude and their positions, and zero elsewhere; of equal magnitudes those at the
 * lowest positions. What is not sent is carried over to the client's next update.
 *
 * <p>Guarantees that at least k/d of the squared length of an update is sent. Does not compose with masks: each client
 * sends other positions, and the positions themselves say something of its data.
 *
 * <p>The bytes: how many values follow (int, little-endian); for each the number of positions skipped since the last, in
 * base 128 with the low digits first (LEB128, shortest form); then the values, little-endian, none of them zero. At one
 * value in twenty that is about 5 bytes a value for float32. Immutable, safe for use by several threads.
 *
 * <p>Source: Stich et al. 2018, top-k with memory.
 */
public final class TopK implements UpdateCodec {
    /** The codec's id. */
    public static final String ID = "folkmoot/top-k/1";

    private final Fraction fraction;

    private TopK(Fraction fraction) {
        this.fraction = fraction;
    }

    /**
     * {@return the codec}
     *
     * @param fraction the share of positions sent, in (0, 1]; their number is rounded up
     */
    public static TopK of(double fraction) {
        return new TopK(new Fraction(fraction));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(Fraction.NAME, fraction.text());
    }

    @Override
    public boolean carriesError() {
        return true;
    }

    @Override
    public boolean addsUnderMasks() {
        return false;
    }

    @Override
    public long maxBytes(ParameterLayout layout) {
        long each = (long) Gaps.MAX_BYTES + layout.elementType().bytes();
        return Integer.BYTES + fraction.of(layout.size()) * each;
    }

    @Override
    public ParameterVector compress(ParameterVector update, Digest sharedSeed, RandomGenerator own) {
        Elements.requireFinite(update);
        double[] values = update.toDoubleArray();
        LargestMagnitudes.keep(values, fraction.of(values.length));
        return ParameterVector.of(update.layout(), values);
    }

    @Override
    public boolean conforms(ParameterVector update, Digest sharedSeed) {
        int sent = 0;
        for (int i = 0, size = update.size(); i < size; i++) {
            double value = update.get(i);
            if (value != 0) {
                sent++;
            } else if (!Elements.isPlainZero(value)) {
                return false;
            }
        }
        return sent <= fraction.of(update.size()) && update.firstNonFinite() < 0;
    }

    @Override
    public Bytes encode(ParameterVector conforming, Digest sharedSeed) {
        Elements.requireConforming(conforms(conforming, sharedSeed), conforming, this);
        ParameterLayout layout = conforming.layout();
        int[] positions = positionsSent(conforming);
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(maxBytes(layout))).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(positions.length);
        Gaps.write(positions, out);
        for (int position : positions) {
            Elements.put(out, layout.elementType(), conforming.get(position));
        }
        return Bytes.of(Arrays.copyOf(out.array(), out.position()));
    }

    private int[] positionsSent(ParameterVector update) {
        int[] positions = new int[fraction.of(update.size())];
        int sent = 0;
        for (int i = 0, size = update.size(); i < size; i++) {
            if (update.get(i) != 0) {
                positions[sent++] = i;
            }
        }
        return Arrays.copyOf(positions, sent);
    }

    @Override
    public ParameterVector decode(ParameterLayout layout, Bytes encoded, Digest sharedSeed)
            throws MalformedUpdateException {
        if (encoded.size() > maxBytes(layout)) {
            throw new MalformedUpdateException(
                    "bytes: " + encoded.size() + " (expected: at most " + maxBytes(layout) + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int[] positions = Gaps.read(in, count(in, layout), layout.size());
            return decode(layout, in, positions);
        } catch (BufferUnderflowException e) {
            throw new MalformedUpdateException("bytes: " + encoded.size() + " (expected: more)");
        }
    }

    private int count(ByteBuffer in, ParameterLayout layout) throws MalformedUpdateException {
        int count = in.getInt();
        int most = fraction.of(layout.size());
        if (count < 0 || count > most) {
            throw new MalformedUpdateException("values: " + count + " (expected: 0 to " + most + ")");
        }
        return count;
    }

    private static ParameterVector decode(ParameterLayout layout, ByteBuffer in, int[] positions)
            throws MalformedUpdateException {
        Elements.requireBytes(
                in.remaining(), (long) positions.length * layout.elementType().bytes(), layout);
        double[] values = new double[layout.size()];
        for (int position : positions) {
            values[position] = Elements.next(in, layout.elementType());
            if (values[position] == 0) {
                throw new MalformedUpdateException("value at " + position + ": zero (expected: not sent)");
            }
        }
        return ParameterVector.of(layout, values);
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
