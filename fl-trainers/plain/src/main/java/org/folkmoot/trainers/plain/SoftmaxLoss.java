package org.folkmoot.trainers.plain;

/**
 * Softmax cross-entropy of one example at a time, in double with {@link StrictMath}, so that it is the same everywhere.
 *
 * <p>Takes one exponential per class and one logarithm per example. Not for use by several threads at once.
 */
final class SoftmaxLoss {
    private final double[] probabilities;

    SoftmaxLoss(int classes) {
        probabilities = new double[classes];
    }

    /** {@return the loss in nats, NaN exactly where a logit is not finite} */
    double loss(float[] logits, int label) {
        double max = max(logits);
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            probabilities[j] = StrictMath.exp(logits[j] - max);
            sum += probabilities[j];
        }
        for (int j = 0; j < logits.length; j++) {
            probabilities[j] /= sum;
        }
        return StrictMath.log(sum) - (logits[label] - max);
    }

    /** Writes the loss gradient times a scale, for the example given to {@link #loss} last. */
    void gradient(float[] target, int label, double scale) {
        for (int j = 0; j < target.length; j++) {
            double difference = j == label ? probabilities[j] - 1 : probabilities[j];
            target[j] = (float) (difference * scale);
        }
    }

    /** {@return the class probabilities of the example given to {@link #loss} last, in a new array} */
    double[] probabilities() {
        return probabilities.clone();
    }

    private static double max(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        return max;
    }
}
