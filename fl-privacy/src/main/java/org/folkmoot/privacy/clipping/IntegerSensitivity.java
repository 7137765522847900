package org.folkmoot.privacy.clipping;

/** How long a clipped update is once its values are whole numbers: what the noise must be measured by. */
public final class IntegerSensitivity {
    private IntegerSensitivity() {}

    /**
     * {@return the largest L2 norm of the integers, in integer units, rounded up}
     *
     * @param bound L2 norm of the real values, at most
     * @param fractionBits a value v becomes v 2^fractionBits, rounded to the nearest integer
     * @param dimension number of values; rounding moves each by a half at most
     */
    public static double ofNearest(double bound, int fractionBits, int dimension) {
        if (!(bound > 0 && Double.isFinite(bound)) || fractionBits < 0 || fractionBits > 52 || dimension < 1) {
            throw new IllegalArgumentException("sensitivity: bound " + bound + ", fractionBits " + fractionBits
                    + ", dimension " + dimension + " (expected: bound > 0, fractionBits in [0, 52], dimension >= 1)");
        }
        double scaled = bound * (1L << fractionBits);
        double half = Math.nextUp(StrictMath.sqrt(dimension)) / 2;
        return Math.nextUp(scaled + half);
    }
}
