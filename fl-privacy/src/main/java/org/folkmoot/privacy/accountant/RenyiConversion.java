package org.folkmoot.privacy.accountant;

/**
 * From a Rényi divergence at one order to epsilon and delta, and back.
 *
 * <p>Source: Canonne, Kamath and Steinke 2020, Proposition 12; that a divergence r bounds the total variation by
 * sqrt(1 - e^(-r)) is the Bretagnolle-Huber inequality.
 */
final class RenyiConversion {
    private RenyiConversion() {}

    /** {@return the epsilon at this delta} */
    static double epsilon(double order, double divergence, double delta) {
        if (divergence == 0) {
            return 0;
        }
        if (delta == 0 || divergence == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        if (delta * delta + StrictMath.expm1(-divergence) > 0) {
            return 0;
        }
        double epsilon = divergence
                + StrictMath.log1p(-1 / order)
                - (StrictMath.log(delta) + StrictMath.log(order)) / (order - 1);
        return StrictMath.max(0, epsilon);
    }

    /** {@return the delta at this epsilon} */
    static double delta(double order, double divergence, double epsilon) {
        if (divergence == Double.POSITIVE_INFINITY) {
            return 1;
        }
        double log = (order - 1) * (divergence - epsilon + StrictMath.log1p(-1 / order)) - StrictMath.log(order);
        double totalVariation = StrictMath.sqrt(-StrictMath.expm1(-divergence));
        return StrictMath.min(totalVariation, StrictMath.exp(StrictMath.min(0, log)));
    }
}
