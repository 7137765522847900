package org.folkmoot.aggregation.rule;

import java.util.List;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.ring.FixedPoint;

/**
 * What rules share that add up whole updates, each times its weight, and divide by something that was added up beside them:
 * the bounds, the encoding that follows from them, and the checks. The channels are those of the update, in its order, and
 * then one of a single element, which counts what the sum is divided by.
 *
 * <p>Guarantees: an encoding of {@link #encoding} has room for every sum of updates that {@link #requireFits} lets in. An
 * encoding may come from a stranger's program, so its freedom from overflow is derived again at each use.
 *
 * @param maxAbs largest magnitude of a value that is let in, in parameter units, > 0
 * @param weightCap largest weight of a contribution, at least 1
 */
public record WeightedSum(double maxAbs, long weightCap) {
    private static final int RING_BITS = 64;

    /** Refuses bounds that let nothing in. */
    public WeightedSum {
        if (weightCap < 1) {
            throw new IllegalArgumentException("weightCap: " + weightCap + " (expected: >= 1)");
        }
        Ranges.positive(RuleParameters.MAX_ABS, maxAbs);
    }

    /**
     * {@return the encoding for so many contributions}
     *
     * @throws IllegalArgumentException if there is none that is free of overflow; the message has the numbers
     */
    public RingEncoding encoding(List<RingChannel> channels, int maxClients) {
        if (maxClients < 1) {
            throw new IllegalArgumentException("maxClients: " + maxClients + " (expected: >= 1)");
        }
        if (weightCap > Long.MAX_VALUE / maxClients) {
            throw new IllegalArgumentException("total weight: up to " + maxClients + " clients * " + weightCap
                    + " (expected: <= " + Long.MAX_VALUE + ")");
        }
        return encodingOf(channels, maxClients * weightCap);
    }

    private RingEncoding encodingOf(List<RingChannel> channels, long maxTotalWeight) {
        FixedPoint fixed = FixedPoint.forBounds(maxAbs, maxTotalWeight, RING_BITS);
        return new RingEncoding(RING_BITS, fixed.fractionBits(), maxAbs, maxTotalWeight, channels);
    }

    /** {@return the weight of a client that counts by its examples, up to the cap} */
    public long byExamples(long examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("examples: " + examples + " (expected: >= 1)");
        }
        return Math.min(examples, weightCap);
    }

    /**
     * Refuses what cannot be added: an encoding that is not this one's, another number of elements, a weight beyond the cap,
     * a value that is not finite or beyond the bound.
     *
     * @param elements how many elements there is room for
     */
    public void requireFits(
            ParameterVector update, long weight, RingEncoding encoding, List<RingChannel> channels, int elements) {
        requireLength("elements", elements, update.size() + 1);
        requireOwn(encoding, channels);
        if (weight < 1 || weight > weightCap) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: in [1, " + weightCap + "])");
        }
        int beyond = update.firstBeyond(maxAbs);
        if (beyond >= 0) {
            throw new IllegalArgumentException(
                    "delta[" + beyond + "]: " + update.get(beyond) + " (expected: magnitude <= " + maxAbs + ")");
        }
    }

    /** {@return the last element of a sum, by which the others are divided; at least 1} */
    public long divisor(long[] signedSum, RingEncoding encoding, List<RingChannel> channels) {
        requireOwn(encoding, channels);
        requireLength("signedSum", signedSum.length, encoding.width());
        long total = signedSum[signedSum.length - 1];
        if (total < 1 || total > encoding.maxTotalWeight()) {
            throw new IllegalArgumentException(
                    "total weight: " + total + " (expected: in [1, " + encoding.maxTotalWeight() + "])");
        }
        return total;
    }

    /** {@return so many elements of a sum from a position on, in parameter units, each divided by {@code divisor}} */
    public static double[] means(long[] signedSum, int from, int length, double divisor, RingEncoding encoding) {
        double resolution = Math.scalb(1.0, -encoding.fractionBits());
        double[] means = new double[length];
        for (int j = 0; j < length; j++) {
            means[j] = signedSum[from + j] * resolution / divisor;
        }
        return means;
    }

    private void requireOwn(RingEncoding encoding, List<RingChannel> channels) {
        RingEncoding own = encodingOf(channels, encoding.maxTotalWeight());
        if (!encoding.equals(own)) {
            throw new IllegalArgumentException("encoding: " + encoding + " (expected: " + own + ")");
        }
    }

    private static void requireLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(name + ".length: " + length + " (expected: " + expected + ")");
        }
    }
}
