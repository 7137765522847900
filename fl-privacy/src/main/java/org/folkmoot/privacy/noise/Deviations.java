package org.folkmoot.privacy.noise;

/** Turns a noise multiplier into a whole standard deviation that is at least as large. */
final class Deviations {
    private Deviations() {}

    static long whole(double noiseMultiplier, double l2Sensitivity, long most) {
        requirePositive("noiseMultiplier", noiseMultiplier);
        requirePositive("l2Sensitivity", l2Sensitivity);
        double deviation = StrictMath.ceil(noiseMultiplier * l2Sensitivity);
        if (!(deviation <= most)) {
            throw new IllegalArgumentException("deviation: " + deviation + " for noise multiplier " + noiseMultiplier
                    + " and sensitivity " + l2Sensitivity + " (expected: <= " + most + ", take a coarser grid)");
        }
        return StrictMath.max(1, (long) deviation);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0, finite)");
        }
    }
}
