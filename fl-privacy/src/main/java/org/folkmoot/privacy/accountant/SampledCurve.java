package org.folkmoot.privacy.accountant;

/**
 * The Rényi divergence of any mechanism on a Poisson sample, at whole orders.
 *
 * <p>Source: Zhu and Wang 2019, Theorem 5, with its factor 3 for terms from the third order on, which only some mechanisms may do
 * without. The discrete Gaussian on integers may: there the moments at whole orders are those of the Gaussian, and the
 * reflection about half the difference shows that removal is the worse direction (Mironov et al. 2019, Theorem 5), so
 * {@link RenyiCurves} takes {@link SampledGaussianCurve} for it.
 *
 * @param rate in (0, 1)
 * @param curve of the mechanism, needed at whole orders
 */
record SampledCurve(double rate, RenyiCurve curve) implements RenyiCurve {
    private static final double LOG_3 = StrictMath.log(3);

    @Override
    public double at(double order) {
        return RenyiCurve.isWhole(order) ? whole((int) order) : Double.POSITIVE_INFINITY;
    }

    private double whole(int order) {
        double logRate = StrictMath.log(rate);
        double logRest = StrictMath.log1p(-rate);
        LogSum sum = new LogSum();
        sum.add((order - 1) * logRest + StrictMath.log1p((order - 1) * rate));
        double logChoose = StrictMath.log(order);
        for (int k = 2; k <= order; k++) {
            logChoose += StrictMath.log((order - k + 1.0) / k);
            double term = logChoose + k * logRate + (order - k) * logRest + (k - 1) * curve.at(k);
            sum.add(k == 2 ? term : term + LOG_3);
        }
        return StrictMath.max(0, sum.log() / (order - 1));
    }
}
