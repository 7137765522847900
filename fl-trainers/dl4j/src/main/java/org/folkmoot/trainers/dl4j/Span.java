package org.folkmoot.trainers.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Neighbouring parameters of one role, and their gradient.
 *
 * @param from position of the first one in the flat vector
 * @param weights one-dimensional, live: changing it changes the network
 * @param gradient as long as the weights, may be changed
 * @param trainable false: the "gradient" is what the engine wants subtracted as it is, such as a batch-norm statistic's
 *     move
 */
record Span(int from, INDArray weights, INDArray gradient, boolean trainable) {
    int length() {
        return Math.toIntExact(weights.length());
    }
}
