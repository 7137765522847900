package org.folkmoot.trainers.data;

/**
 * Brings every feature to mean 0 and standard deviation 1, as measured on one data set and applied to any.
 *
 * <p>Sums run in double over examples in order, so the figures are the same everywhere. A feature that never varies
 * maps to 0. What it learnt from the data it also reveals: in a federation, standardise by constants or by agreed
 * statistics.
 */
public final class Standardizer {
    private final double[] mean;
    private final double[] deviation;

    private Standardizer(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /** {@return the mean and population standard deviation of each feature of this data, at least one example} */
    public static Standardizer fit(Dataset data) {
        if (data.size() < 1) {
            throw new IllegalArgumentException("examples: 0 (expected: >= 1)");
        }
        double[] mean = new double[data.inputs()];
        double[] deviation = new double[data.inputs()];
        float[] row = new float[data.inputs()];
        for (int i = 0; i < data.size(); i++) {
            data.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < row.length; j++) {
            mean[j] /= data.size();
        }
        for (int i = 0; i < data.size(); i++) {
            data.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
        }
        for (int j = 0; j < row.length; j++) {
            double root = Math.sqrt(deviation[j] / data.size());
            deviation[j] = root > 0 ? root : 1;
        }
        return new Standardizer(mean, deviation);
    }

    /** {@return a standardised copy, rounded to float32 once} */
    public Dataset apply(Dataset data) {
        if (data.inputs() != mean.length) {
            throw new IllegalArgumentException("inputs: " + data.inputs() + " (expected: " + mean.length + ")");
        }
        float[] features = new float[data.size() * mean.length];
        for (int i = 0; i < data.size(); i++) {
            int start = i * mean.length;
            data.copyRow(i, features, start);
            for (int j = 0; j < mean.length; j++) {
                features[start + j] = (float) ((features[start + j] - mean[j]) / deviation[j]);
            }
        }
        return Dataset.adopt(features, data.labels(), mean.length, data.classes());
    }
}
