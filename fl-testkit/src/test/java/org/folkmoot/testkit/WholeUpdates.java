package org.folkmoot.testkit;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** A correct codec that loses nothing, and the ways in which it can be broken. */
final class WholeUpdates implements UpdateCodec {
    private final Flaw flaw;
    private double remembered;

    WholeUpdates(Flaw flaw) {
        this.flaw = flaw;
    }

    enum Flaw {
        NONE,
        REMEMBERS,
        LOSES_THE_LAST_BYTE,
        LETS_NAN_IN,
        IGNORES_WHAT_FOLLOWS,
        THROWS_OTHERWISE,
        ANNOUNCES_TOO_LITTLE,
        LOSES_MORE_THAN_THERE_IS
    }

    @Override
    public String id() {
        return "testkit/whole/1";
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public boolean carriesError() {
        return true;
    }

    @Override
    public boolean addsUnderMasks() {
        return true;
    }

    @Override
    public long maxBytes(ParameterLayout layout) {
        return flaw == Flaw.ANNOUNCES_TOO_LITTLE ? layout.bytes() - 1 : layout.bytes();
    }

    @Override
    public ParameterVector compress(ParameterVector update, Digest sharedSeed, RandomGenerator own) {
        int bad = update.firstNonFinite();
        if (bad >= 0 && flaw != Flaw.LETS_NAN_IN) {
            throw new IllegalArgumentException("update[" + bad + "]: " + update.get(bad) + " (expected: finite)");
        }
        double[] values = update.toDoubleArray();
        if (flaw == Flaw.REMEMBERS) {
            values[0] += remembered;
            remembered = 1;
        }
        if (flaw == Flaw.LOSES_MORE_THAN_THERE_IS) {
            Arrays.setAll(values, j -> -3 * values[j]);
        }
        return ParameterVector.of(update.layout(), values);
    }

    @Override
    public boolean conforms(ParameterVector update, Digest sharedSeed) {
        return update.firstNonFinite() < 0 || flaw == Flaw.LETS_NAN_IN;
    }

    @Override
    public Bytes encode(ParameterVector conforming, Digest sharedSeed) {
        if (!conforms(conforming, sharedSeed)) {
            throw new IllegalArgumentException("update: " + conforming + " (expected: finite)");
        }
        byte[] bytes = conforming.toBytes();
        if (flaw == Flaw.LOSES_THE_LAST_BYTE) {
            bytes[bytes.length - 1] = 0;
        }
        return Bytes.of(bytes);
    }

    @Override
    public ParameterVector decode(ParameterLayout layout, Bytes encoded, Digest sharedSeed)
            throws MalformedUpdateException {
        byte[] bytes = encoded.toByteArray();
        if (flaw == Flaw.IGNORES_WHAT_FOLLOWS && bytes.length > layout.bytes()) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(layout.bytes()));
        }
        if (bytes.length != layout.bytes() && flaw != Flaw.THROWS_OTHERWISE) {
            throw new MalformedUpdateException("bytes: " + bytes.length + " (expected: " + layout.bytes() + ")");
        }
        ParameterVector decoded = ParameterVector.fromBytes(layout, bytes);
        if (!conforms(decoded, sharedSeed)) {
            throw new MalformedUpdateException("value: not finite (expected: finite)");
        }
        return decoded;
    }
}
