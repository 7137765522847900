package org.folkmoot.aggregation.codec;

import java.nio.ByteBuffer;
import org.folkmoot.api.aggregation.MalformedUpdateException;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** Single elements: their bytes, and which of them a codec lets through. */
final class Elements {
    private Elements() {}

    /** {@return whether it is the zero that positions have that are not sent; the negative zero has other bits} */
    static boolean isPlainZero(double value) {
        return Double.doubleToRawLongBits(value) == 0;
    }

    static void put(ByteBuffer out, ElementType type, double value) {
        if (type == ElementType.FLOAT32) {
            out.putFloat((float) value);
        } else {
            out.putDouble(value);
        }
    }

    /** {@return the next element, finite} */
    static double next(ByteBuffer in, ElementType type) throws MalformedUpdateException {
        double value = type == ElementType.FLOAT32 ? in.getFloat() : in.getDouble();
        if (!Double.isFinite(value)) {
            throw new MalformedUpdateException("value: " + value + " (expected: finite)");
        }
        return value;
    }

    static void requireFinite(ParameterVector update) {
        int bad = update.firstNonFinite();
        if (bad >= 0) {
            throw new IllegalArgumentException("update[" + bad + "]: " + update.get(bad) + " (expected: finite)");
        }
    }

    static void requireConforming(boolean conforms, ParameterVector update, Object codec) {
        if (!conforms) {
            throw new IllegalArgumentException("update: " + update + " (expected: one that " + codec + " can carry)");
        }
    }

    static void requireBytes(long given, long expected, ParameterLayout layout) throws MalformedUpdateException {
        if (given != expected) {
            throw new MalformedUpdateException(
                    "bytes: " + given + " (expected: " + expected + " for " + layout.size() + " parameters)");
        }
    }
}
