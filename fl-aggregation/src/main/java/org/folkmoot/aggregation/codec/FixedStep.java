package org.folkmoot.aggregation.codec;

import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.Decimals;

/**
 * Sends each value as a whole number of steps in 8 or 4 bits. The step is a power of two that follows from the declared
 * range, the same for all clients, so the numbers of steps may be summed as they are, in clear or under masks.
 *
 * <p>Rounding is stochastic: a value goes to the step above with the probability of its distance from the step below, so
 * its expectation is the value (up to 2^-53 of a step), and the variance of one element is at most a quarter of a squared
 * step. The step is the smallest power of two of which 2^(bits-1) reach the range; values beyond the last step that lies
 * within the range are clipped to it, so no value sent exceeds the range and none within the range is moved by more than
 * one step. Clipping is the one bias there is. Does not adapt the range to the data.
 *
 * <p>Takes 8 (or 4) bits a parameter: for float32 a quarter (an eighth). Immutable, safe for use by several threads.
 *
 * <p>Source: unbiased stochastic rounding as in Alistarh et al. 2017 (QSGD), with a shared scale in place of each
 * client's norm, which secure sums need (Bonawitz et al. 2019, autotuned secure aggregation).
 */
public final class FixedStep implements UpdateCodec {
    /** The codec's id. */
    public static final String ID = "folkmoot/fixed-step/1";

    static final String BITS = "bits";
    static final String RANGE = "range";

    private static final double SMALLEST_RANGE = 0x1p-100;
    private static final double LARGEST_RANGE = 0x1p100;
    private static final double CHANCE_UNIT = 0x1p-53;

    private final int bits;
    private final double range;
    private final double step;
    private final int lastLevel;

    private FixedStep(int bits, double range) {
        if (!(range >= SMALLEST_RANGE && range <= LARGEST_RANGE)) {
            throw new IllegalArgumentException("range: " + range + " (expected: in [2^-100, 2^100])");
        }
        this.bits = bits;
        this.range = range;
        this.step = stepFor(bits, range);
        this.lastLevel = (int) Math.min((1 << (bits - 1)) - 1, Math.floor(range / step));
    }

    private static double stepFor(int bits, double range) {
        int exponent = Math.getExponent(range);
        boolean isPower = range == Math.scalb(1.0, exponent);
        return Math.scalb(1.0, (isPower ? exponent : exponent + 1) - (bits - 1));
    }

    /**
     * {@return the codec with 127 steps to either side}
     *
     * @param range the largest magnitude sent, in parameter units, in [2^-100, 2^100]
     */
    public static FixedStep int8(double range) {
        return new FixedStep(Packing.BYTE, range);
    }

    /**
     * {@return the codec with 7 steps to either side}
     *
     * @param range the largest magnitude sent, in parameter units, in [2^-100, 2^100]
     */
    public static FixedStep int4(double range) {
        return new FixedStep(Packing.NIBBLE, range);
    }

    /** {@return the distance of neighbouring values, in parameter units; a power of two} */
    public double step() {
        return step;
    }

    /** {@return the largest magnitude sent, in parameter units: the last step within the range} */
    public double largest() {
        return lastLevel * step;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return RuleParameters.of(BITS, Integer.toString(bits), RANGE, Decimals.shortest(range));
    }

    @Override
    public boolean carriesError() {
        return false;
    }

    @Override
    public boolean addsUnderMasks() {
        return true;
    }

    @Override
    public long maxBytes(ParameterLayout layout) {
        return Packing.bytes(bits, layout.size());
    }

    @Override
    public ParameterVector compress(ParameterVector update, Digest sharedSeed, RandomGenerator own) {
        Elements.requireFinite(update);
        return ParameterVector.computed(update.layout(), (from, out, length) -> {
            update.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] = round(out[i], (own.nextLong() >>> 11) * CHANCE_UNIT) * step;
            }
        });
    }

    /** The number of steps, plus zero so that no negative zero is left. */
    private double round(double value, double chance) {
        double exact = Math.max(-lastLevel, Math.min(lastLevel, value / step));
        double below = Math.floor(exact);
        return (chance < exact - below ? below + 1 : below) + 0.0;
    }

    @Override
    public boolean conforms(ParameterVector update, Digest sharedSeed) {
        for (int i = 0, size = update.size(); i < size; i++) {
            double level = update.get(i) / step;
            boolean isLevel = Math.rint(level) == level && Math.abs(level) <= lastLevel;
            if (!isLevel || (level == 0 && !Elements.isPlainZero(update.get(i)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Bytes encode(ParameterVector conforming, Digest sharedSeed) {
        Elements.requireConforming(conforms(conforming, sharedSeed), conforming, this);
        byte[] packed = new byte[Math.toIntExact(maxBytes(conforming.layout()))];
        for (int i = 0, size = conforming.size(); i < size; i++) {
            Packing.set(bits, packed, i, (int) (conforming.get(i) / step));
        }
        return Bytes.of(packed);
    }

    @Override
    public ParameterVector decode(ParameterLayout layout, Bytes encoded, Digest sharedSeed)
            throws MalformedUpdateException {
        Elements.requireBytes(encoded.size(), maxBytes(layout), layout);
        byte[] packed = encoded.toByteArray();
        requireLevels(packed, layout.size());
        return ParameterVector.computed(layout, (from, out, length) -> {
            for (int i = 0; i < length; i++) {
                out[i] = Packing.get(bits, packed, from + i) * step;
            }
        });
    }

    private void requireLevels(byte[] packed, int size) throws MalformedUpdateException {
        for (int i = 0; i < size; i++) {
            int level = Packing.get(bits, packed, i);
            if (Math.abs(level) > lastLevel) {
                throw new MalformedUpdateException(
                        "steps of parameter " + i + ": " + level + " (expected: magnitude <= " + lastLevel + ")");
            }
        }
        if (!Packing.endsInZeros(bits, packed, size)) {
            throw new MalformedUpdateException("padding: not zero (expected: zero)");
        }
    }

    @Override
    public String toString() {
        return ID + parameters();
    }
}
