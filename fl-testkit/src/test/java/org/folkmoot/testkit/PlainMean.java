package org.folkmoot.testkit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.ring.FixedPoint;

/** A correct mean, and the ways in which it can be broken. */
record PlainMean(Flaw flaw) implements LinearQuery {
    private static final double MAX_ABS = 2;

    enum Flaw {
        NONE,
        FORGETS_AN_ELEMENT,
        DEPENDS_ON_WHAT_WAS_THERE,
        LETS_NAN_IN,
        WRONG_SCALE,
        NO_CAP,
        OVERFLOWS
    }

    @Override
    public String id() {
        return "testkit/plain-mean/1";
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public RingEncoding encoding(ParameterLayout layout, int maxClients) {
        long total = Math.multiplyExact(weight(Long.MAX_VALUE), maxClients);
        FixedPoint fixed = FixedPoint.forBounds(MAX_ABS, total, 64);
        int bits = flaw == Flaw.OVERFLOWS ? 52 : fixed.fractionBits();
        List<RingChannel> channels =
                List.of(new RingChannel(RingChannel.DELTA, layout.size()), new RingChannel(RingChannel.WEIGHT, 1));
        return new RingEncoding(64, bits, MAX_ABS, total, channels);
    }

    @Override
    public long weight(long examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("examples: " + examples + " (expected: >= 1)");
        }
        return flaw == Flaw.NO_CAP ? examples % 1_000 + 1 : Math.min(examples, 100);
    }

    @Override
    public void encode(ParameterVector delta, long weight, RingEncoding encoding, long[] out) {
        for (int j = 0; j < delta.size(); j++) {
            double value = delta.get(j);
            boolean fits = Math.abs(value) <= encoding.maxAbs() || (flaw == Flaw.LETS_NAN_IN && Double.isNaN(value));
            if (!fits) {
                throw new IllegalArgumentException(
                        "delta[" + j + "]: " + value + " (expected: magnitude <= " + encoding.maxAbs() + ")");
            }
            long scaled = (long) StrictMath.rint(value * (1L << encoding.fractionBits()));
            out[j] = weight * scaled + (flaw == Flaw.DEPENDS_ON_WHAT_WAS_THERE ? out[j] & 1 : 0);
        }
        if (flaw != Flaw.FORGETS_AN_ELEMENT) {
            out[delta.size()] = weight;
        }
    }

    @Override
    public double[] finish(long[] signedSum, RingEncoding encoding) {
        double[] mean = new double[signedSum.length - 1];
        double scale = 1L << encoding.fractionBits();
        double total = signedSum[mean.length] * (flaw == Flaw.WRONG_SCALE ? 1.001 : 1);
        for (int j = 0; j < mean.length; j++) {
            mean[j] = signedSum[j] / (total * scale);
        }
        return mean;
    }
}
