package org.folkmoot.privacy.pld;

/**
 * The logarithm of a moment generating function at a point.
 *
 * @param log its value
 * @param mean first derivative: the mean under the tilted distribution
 * @param variance second derivative
 */
record Cumulants(double log, double mean, double variance) {
    static final Cumulants ZERO = new Cumulants(0, 0, 0);

    /** {@return those of the sum with so many independent others} */
    Cumulants plus(long count, Cumulants other) {
        return new Cumulants(log + count * other.log, mean + count * other.mean, variance + count * other.variance);
    }
}
