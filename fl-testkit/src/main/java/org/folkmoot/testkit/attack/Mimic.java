package org.folkmoot.testkit.attack;

import java.util.List;
import java.util.random.RandomGenerator;
import org.folkmoot.api.model.ParameterVector;

/**
 * Copies one honest client, so that it counts several times and others seem to be outliers: an attack on rules that
 * exclude, where clients differ, and invisible to any check of single updates.
 *
 * <p>Source: Karimireddy et al. 2022, §3.2. There the client is learnt in a warm-up of several rounds; here in the first.
 */
public final class Mimic implements UpdateAttack {
    private static final int ITERATIONS = 100;
    private static final int NOBODY = -1;

    private int chosen;

    private Mimic(int chosen) {
        this.chosen = chosen;
    }

    /**
     * {@return the attack that copies this client}
     *
     * @param client position among the honest clients of the view
     */
    public static Mimic of(int client) {
        if (client < 0) {
            throw new IllegalArgumentException("client: " + client + " (expected: >= 0)");
        }
        return new Mimic(client);
    }

    /**
     * {@return the attack that copies the client furthest along the direction in which honest updates differ most} It
     * chooses in its first round, by power iteration, and stays with that position: an instance is for one federation.
     */
    public static Mimic mostDistinct() {
        return new Mimic(NOBODY);
    }

    @Override
    public List<ParameterVector> forge(AttackerView view, RandomGenerator random) {
        if (chosen == NOBODY) {
            chosen = furthest(view, direction(view, random));
        }
        if (chosen >= view.honest().size()) {
            throw new IllegalArgumentException(
                    "client: " + chosen + " (expected: below " + view.honest().size() + ")");
        }
        return view.all(view.honest().get(chosen));
    }

    private static double[] direction(AttackerView view, RandomGenerator random) {
        double[] mean = view.statistics().mean();
        double[] direction = new double[mean.length];
        for (int j = 0; j < direction.length; j++) {
            direction[j] = random.nextGaussian();
        }
        for (int i = 0; i < ITERATIONS; i++) {
            direction = normalised(spread(view.honest(), mean, direction));
        }
        return direction;
    }

    /** The sum of the deviations from the mean, each as often as it points in the direction. */
    private static double[] spread(List<ParameterVector> updates, double[] mean, double[] direction) {
        double[] spread = new double[mean.length];
        for (ParameterVector update : updates) {
            double share = 0;
            for (int j = 0; j < mean.length; j++) {
                share += (update.get(j) - mean[j]) * direction[j];
            }
            for (int j = 0; j < mean.length; j++) {
                spread[j] += share * (update.get(j) - mean[j]);
            }
        }
        return spread;
    }

    private static double[] normalised(double[] vector) {
        double length = HonestStatistics.length(vector);
        for (int j = 0; length > 0 && j < vector.length; j++) {
            vector[j] /= length;
        }
        return vector;
    }

    private static int furthest(AttackerView view, double[] direction) {
        int furthest = 0;
        double most = -1;
        for (int i = 0; i < view.honest().size(); i++) {
            double along = 0;
            for (int j = 0; j < direction.length; j++) {
                along += view.honest().get(i).get(j) * direction[j];
            }
            if (Math.abs(along) > most) {
                most = Math.abs(along);
                furthest = i;
            }
        }
        return furthest;
    }
}
