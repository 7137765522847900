package org.folkmoot.testkit.attack;

/**
 * Inner product manipulation: -epsilon m, so that the aggregate points away from the honest mean though no update looks
 * large. A small epsilon hides among honest updates that are far apart.
 *
 * <p>Source: Xie et al. 2020 (Fall of Empires); epsilon 0.1 in Karimireddy et al. 2022, 2 in ByzFL.
 */
public final class InnerProduct {
    private InnerProduct() {}

    /**
     * {@return the attack}
     *
     * @param epsilon length relative to the honest mean, at least 0, finite
     */
    public static UpdateAttack epsilon(double epsilon) {
        if (!(epsilon >= 0) || !Double.isFinite(epsilon)) {
            throw new IllegalArgumentException("epsilon: " + epsilon + " (expected: >= 0, finite)");
        }
        return (view, random) -> {
            double[] mean = view.statistics().mean();
            return view.all(HonestStatistics.vector(view.layout(), j -> -epsilon * mean[j]));
        };
    }
}
