package org.folkmoot.testkit.attack;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** Mean and deviation of the honest updates at each position, and distances to them. */
final class HonestStatistics {
    private final List<ParameterVector> updates;
    private final double[] mean;

    private HonestStatistics(List<ParameterVector> updates) {
        this.updates = updates;
        this.mean = new double[updates.get(0).size()];
        for (ParameterVector update : updates) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += update.get(j) / updates.size();
            }
        }
    }

    static HonestStatistics of(List<ParameterVector> updates) {
        return new HonestStatistics(updates);
    }

    double[] mean() {
        return mean.clone();
    }

    /** {@return the standard deviation at each position, n - 1 in the denominator} */
    double[] deviation() {
        int n = updates.size();
        if (n < 2) {
            throw new IllegalArgumentException("honest: " + n + " update (expected: at least 2 to have a deviation)");
        }
        double[] deviation = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            double sum = 0;
            for (ParameterVector update : updates) {
                double off = update.get(j) - mean[j];
                sum += off * off;
            }
            deviation[j] = Math.sqrt(sum / (n - 1));
        }
        return deviation;
    }

    /** {@return the update whose elements are computed one by one} */
    ParameterVector update(IntToDoubleFunction element) {
        return vector(updates.get(0).layout(), element);
    }

    static ParameterVector vector(ParameterLayout layout, IntToDoubleFunction element) {
        double[] values = new double[layout.size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = element.applyAsDouble(j);
        }
        return ParameterVector.of(layout, values);
    }

    static double squaredDistance(double[] a, ParameterVector b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b.get(j);
            sum += difference * difference;
        }
        return sum;
    }

    static double length(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
