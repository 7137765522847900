package org.folkmoot.privacy.accountant;

/** The Rényi divergence between the outputs on two neighbours, at most, by order. */
@FunctionalInterface
interface RenyiCurve {
    /** {@return the bound at this order, in nats, for alpha > 1; infinite where none is known} */
    double at(double order);

    /** {@return whether the order is a whole number} */
    static boolean isWhole(double order) {
        return order == StrictMath.rint(order);
    }
}
