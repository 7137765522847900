package org.folkmoot.privacy.pld;

/** The privacy loss of one mechanism in one direction, exactly; equal sources are equal by value. */
interface LossSource {
    /**
     * {@return the loss on a grid, dominating the true one}
     *
     * @param step of the grid
     * @param logTail logarithm of the mass that may be taken for an infinite loss
     */
    LossDistribution on(double step, double logTail);

    /** {@return a width within which losses lie but for {@code logTail}, to choose a first grid by} */
    double width(double logTail);
}
