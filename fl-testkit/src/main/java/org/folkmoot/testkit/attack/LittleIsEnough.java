package org.folkmoot.testkit.attack;

/**
 * "A little is enough": moves every parameter by z standard deviations, m + z s, so little that enough honest clients
 * stand beyond the attackers, and yet all in one direction.
 *
 * <p>Source: Baruch et al. 2019. The sign is free: the paper takes m - z s, ByzFL m + 1.5 s.
 */
public final class LittleIsEnough {
    private LittleIsEnough() {}

    /**
     * {@return the attack with a given z}
     *
     * @param z standard deviations to move by, of either sign, finite
     */
    public static UpdateAttack z(double z) {
        if (!Double.isFinite(z)) {
            throw new IllegalArgumentException("z: " + z + " (expected: finite)");
        }
        return (view, random) -> {
            HonestStatistics honest = view.statistics();
            double[] mean = honest.mean();
            double[] deviation = honest.deviation();
            return view.all(honest.update(j -> mean[j] + z * deviation[j]));
        };
    }

    /** {@return the attack that sends m - z s with the z of {@link #zMax} for the clients of the view} */
    public static UpdateAttack strongest() {
        return (view, random) -> {
            int attackers = view.own().size();
            double z = zMax(view.honest().size() + attackers, attackers);
            return z(-z).forge(view, random);
        };
    }

    /**
     * {@return how many standard deviations attackers can move and still have a majority around them} With
     * s = floor(n/2) + 1 - f honest clients needed beside the f attackers, the z below which a share (n - f - s)/(n - f)
     * of a normal population lies. Zero or negative where the attackers are too few to move anything.
     *
     * @param clients all clients, n
     * @param attackers the malicious among them, f, at least 1; n - f - s must be positive, and s too
     */
    public static double zMax(int clients, int attackers) {
        int supporters = clients / 2 + 1 - attackers;
        int honest = clients - attackers;
        if (attackers < 1 || supporters < 1 || honest <= supporters) {
            throw new IllegalArgumentException(
                    "attackers: " + attackers + " of " + clients + " (expected: at least 1, at most half)");
        }
        return NormalQuantile.of((double) (honest - supporters) / honest);
    }
}
