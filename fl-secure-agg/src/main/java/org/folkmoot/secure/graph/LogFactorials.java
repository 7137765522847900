package org.folkmoot.secure.graph;

/** ln n! by summation, the same on every JVM; the error stays far below what a degree depends on. */
final class LogFactorials {
    private final double[] values;

    private LogFactorials(double[] values) {
        this.values = values;
    }

    static LogFactorials upTo(int n) {
        double[] values = new double[n + 1];
        double lost = 0;
        for (int i = 2; i <= n; i++) {
            double term = StrictMath.log(i) - lost;
            values[i] = values[i - 1] + term;
            lost = values[i] - values[i - 1] - term;
        }
        return new LogFactorials(values);
    }

    double choose(int n, int k) {
        return values[n] - values[k] - values[n - k];
    }
}
