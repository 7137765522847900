package org.folkmoot.privacy.pld;

/** The upper tail of a binomial distribution, by adding up its probabilities from the largest that counts. */
final class Binomial {
    private static final double NEGLIGIBLE = 1e-18;

    private Binomial() {}

    /** {@return the probability of {@code least} successes or more} */
    static double tail(long trials, double rate, long least) {
        if (least <= 0) {
            return 1;
        }
        if (least > trials) {
            return 0;
        }
        if (rate == 1) {
            return 1;
        }
        boolean above = least > rate * trials;
        double sum = above ? up(trials, rate, least) : 1 - down(trials, rate, least - 1);
        return Math.min(1, Math.max(0, sum));
    }

    private static double up(long trials, double rate, long from) {
        double term = probability(trials, rate, from);
        double sum = 0;
        for (long k = from; k <= trials && term > sum * NEGLIGIBLE; k++) {
            sum += term;
            term *= (double) (trials - k) / (k + 1) * (rate / (1 - rate));
        }
        return sum;
    }

    private static double down(long trials, double rate, long from) {
        double term = probability(trials, rate, from);
        double sum = 0;
        for (long k = from; k >= 0 && term > sum * NEGLIGIBLE; k--) {
            sum += term;
            term *= (double) k / (trials - k + 1) * ((1 - rate) / rate);
        }
        return sum;
    }

    private static double probability(long trials, double rate, long k) {
        return StrictMath.exp(logFactorial(trials)
                - logFactorial(k)
                - logFactorial(trials - k)
                + k * StrictMath.log(rate)
                + (trials - k) * StrictMath.log1p(-rate));
    }

    /** Stirling's series, after a shift to where it converges. */
    private static double logFactorial(long n) {
        if (n < 20) {
            double product = 1;
            for (long k = 2; k <= n; k++) {
                product *= k;
            }
            return StrictMath.log(product);
        }
        double x = n + 1.0;
        double inverse = 1 / (x * x);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
        return (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * StrictMath.PI) + series;
    }
}
