package org.folkmoot.aggregation.local;

/**
 * How far steps go in all: where a client's difference is {@code -learningRate * sum of a_k g_k} over the gradients g of its
 * steps, the sum of the magnitudes of a. Without momentum and pull it is the number of steps.
 *
 * <p>A gradient counts once in the step that takes it, and again in later ones through momentum; a proximal pull takes part
 * of it back. Computed step by step in IEEE 754 basic operations: O(steps).
 *
 * <p>Source: Wang et al. 2020 (FedNova), §4 and Table 1, whose cases this joins.
 */
final class StepSum {
    private StepSum() {}

    /**
     * {@return the sum of magnitudes}
     *
     * @param steps at least 1
     * @param momentum heavy-ball momentum in [0, 1)
     * @param pull learning rate times strength of the proximal term, at least 0
     */
    static double of(long steps, double momentum, double pull) {
        if (momentum == 0 && pull == 0) {
            return steps;
        }
        double velocity = 1;
        double moved = 1;
        double sum = 1;
        for (long step = 1; step < steps; step++) {
            velocity = momentum * velocity - pull * moved;
            moved += velocity;
            sum += Math.abs(moved);
        }
        return sum;
    }
}
