package org.folkmoot.testkit.attack;

import static org.folkmoot.testkit.attack.HonestStatistics.vector;

/**
 * Noise in place of work.
 *
 * <p>Source: Gaussian attack of Xie et al. 2018; free riders of Lin et al. 2019 and Fraboni et al. 2021.
 */
public final class Noise {
    private Noise() {}

    /**
     * {@return the attack that sends independent normal values of mean 0, other ones for each client}
     *
     * @param deviation their standard deviation, in parameter units, > 0, finite
     */
    public static UpdateAttack gaussian(double deviation) {
        double scale = Positive.require("deviation", deviation);
        return (view, random) -> view.each(own -> vector(view.layout(), j -> scale * random.nextGaussian()));
    }

    /**
     * {@return the free rider, which has not trained: it sends by how much the global model moved last, disguised}
     *
     * @param deviation standard deviation of the normal noise added, in parameter units, at least 0
     */
    public static UpdateAttack freeRider(double deviation) {
        if (!(deviation >= 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException("deviation: " + deviation + " (expected: >= 0, finite)");
        }
        return (view, random) -> view.each(
                own -> vector(view.layout(), j -> view.previousDelta().get(j) + deviation * random.nextGaussian()));
    }
}
