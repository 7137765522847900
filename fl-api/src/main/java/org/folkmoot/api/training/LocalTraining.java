package org.folkmoot.api.training;

/**
 * What every client of a round is asked to do locally: plain mini-batch SGD. It is a stage of the round program, so a
 * client knows it before it trains and the proof names it after.
 *
 * @param epochs passes over the local data, at least 1
 * @param batchSize examples per step, at least 1; the last batch of an epoch may be smaller
 * @param learningRate step size on the mean gradient, positive
 * @param momentum heavy-ball momentum in [0, 1), starting at zero each round
 * @param weightDecay L2 coefficient added to the gradient of trainable parameters, at least 0
 */
public record LocalTraining(int epochs, int batchSize, double learningRate, double momentum, double weightDecay) {
    /** Rejects values outside their ranges. */
    public LocalTraining {
        require(epochs >= 1, "epochs", epochs, ">= 1");
        require(batchSize >= 1, "batchSize", batchSize, ">= 1");
        require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate, "> 0, finite");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay", weightDecay, ">= 0, finite");
    }

    /** {@return plain SGD without momentum or weight decay} */
    public static LocalTraining sgd(int epochs, int batchSize, double learningRate) {
        return new LocalTraining(epochs, batchSize, learningRate, 0, 0);
    }

    /** {@return the same with this momentum} */
    public LocalTraining withMomentum(double value) {
        return new LocalTraining(epochs, batchSize, learningRate, value, weightDecay);
    }

    /** {@return the same with this weight decay} */
    public LocalTraining withWeightDecay(double value) {
        return new LocalTraining(epochs, batchSize, learningRate, momentum, value);
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
