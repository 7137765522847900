package org.folkmoot.trainers.plain;

/**
 * The multiply-adds that all training time goes into, in one fixed order.
 *
 * <p>Every loop runs over whole arrays with one common index and no offsets, so that C2 turns it into vector
 * instructions; elements do not depend on one another, so vectors cannot change a bit. There is no fused multiply-add:
 * each product is rounded, then each sum, as the language says. {@link #addScaled4} rounds exactly as four calls of
 * {@link #addScaled} in a row and only saves loads and stores.
 */
final class RowKernels {
    private RowKernels() {}

    /** Adds {@code s * a} to y, element by element. */
    static void addScaled(float[] y, float[] a, float s) {
        for (int j = 0; j < y.length; j++) {
            y[j] = y[j] + s * a[j];
        }
    }

    /** Adds {@code s * a}, then {@code t * b}, then {@code u * c}, then {@code v * d} to y, element by element. */
    static void addScaled4(float[] y, float[] a, float[] b, float[] c, float[] d, float s, float t, float u, float v) {
        for (int j = 0; j < y.length; j++) {
            y[j] = (((y[j] + s * a[j]) + t * b[j]) + u * c[j]) + v * d[j];
        }
    }

    /** Adds {@code s * (a - b)} to y, element by element. */
    static void addScaledDifference(float[] y, float[] a, float[] b, float s) {
        for (int j = 0; j < y.length; j++) {
            y[j] = y[j] + s * (a[j] - b[j]);
        }
    }

    /** Sets y to {@code s * y + a}, element by element. */
    static void scaleAndAdd(float[] y, float s, float[] a) {
        for (int j = 0; j < y.length; j++) {
            y[j] = s * y[j] + a[j];
        }
    }

    /** Replaces what is below zero by zero. */
    static void rectify(float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.max(0f, y[j]);
        }
    }

    /** Zeroes y where the rectified activation is zero. */
    static void maskByActivation(float[] y, float[] activation) {
        for (int j = 0; j < y.length; j++) {
            y[j] = activation[j] > 0f ? y[j] : 0f;
        }
    }
}
