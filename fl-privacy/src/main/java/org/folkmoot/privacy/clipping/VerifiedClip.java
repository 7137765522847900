package org.folkmoot.privacy.clipping;

import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.ClippedUpdate;

/**
 * Scales a vector to an L2 norm of at most a bound, and makes sure of it.
 *
 * <p>The norm is summed in doubles with a bound of the rounding error on top, so that what is accepted is within the bound in
 * exact arithmetic too; after scaling and rounding to the vector's own precision it is looked at again, and the scale
 * lowered until it is. A value that is no number makes the whole update zeros. Zeros stay zeros.
 */
final class VerifiedClip {
    private static final double UNIT = 0x1.0p-52;

    private VerifiedClip() {}

    static ClippedUpdate clip(ParameterVector update, double bound) {
        double[] values = update.toDoubleArray();
        double norm = normAtMost(values);
        if (Double.isNaN(norm) || update.firstNonFinite() >= 0) {
            return new ClippedUpdate(ParameterVector.zeros(update.layout()), ClippedUpdate.Outcome.ZEROED);
        }
        if (norm <= bound) {
            return new ClippedUpdate(update, ClippedUpdate.Outcome.WITHIN);
        }
        return new ClippedUpdate(scaled(update, values, bound), ClippedUpdate.Outcome.CLIPPED);
    }

    private static ParameterVector scaled(ParameterVector update, double[] values, double bound) {
        boolean single = update.layout().elementType() == ElementType.FLOAT32;
        double largest = largest(values);
        double relative = normAtMost(values, largest);
        double scale = bound / relative;
        double[] scaled = new double[values.length];
        double less = single ? 0x1.0p-24 : 0x1.0p-51;
        for (double shrink = 1; shrink > 0; shrink -= less, less *= 2) {
            for (int i = 0; i < values.length; i++) {
                double value = values[i] / largest * (scale * shrink);
                scaled[i] = single ? (float) value : value;
            }
            if (normAtMost(scaled) <= bound) {
                return ParameterVector.of(update.layout(), scaled);
            }
        }
        return ParameterVector.zeros(update.layout());
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** {@return an upper bound of the L2 norm, off by a relative n 2^-52; infinite or no number if a value is} */
    static double normAtMost(double[] values) {
        double largest = largest(values);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double norm = largest * normAtMost(values, largest);
        return Math.nextUp(norm);
    }

    /** {@return the norm of the values over the largest of them; nothing overflows, and what underflows is counted} */
    private static double normAtMost(double[] values, double largest) {
        double sum = 0;
        for (double value : values) {
            double ratio = value / largest;
            sum += ratio * ratio;
        }
        double error = 1 + UNIT * (values.length + 4.0);
        return Math.nextUp(StrictMath.sqrt((sum + values.length * Double.MIN_NORMAL) * error)) * (1 + UNIT);
    }
}
