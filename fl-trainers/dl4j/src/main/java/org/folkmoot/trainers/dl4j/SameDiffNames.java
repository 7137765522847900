package org.folkmoot.trainers.dl4j;

import static java.util.Objects.requireNonNull;

/**
 * Where a SameDiff graph takes and gives what training needs.
 *
 * @param features placeholder of shape [examples][inputs], float32
 * @param labels placeholder of shape [examples][classes], float32, one 1 in each row
 * @param loss the mean loss over the examples, one number
 * @param scores an output of shape [examples][classes] whose largest element is the predicted class
 */
public record SameDiffNames(String features, String labels, String loss, String scores) {
    /** Rejects missing names. */
    public SameDiffNames {
        requireNonNull(features, "features");
        requireNonNull(labels, "labels");
        requireNonNull(loss, "loss");
        requireNonNull(scores, "scores");
    }
}
