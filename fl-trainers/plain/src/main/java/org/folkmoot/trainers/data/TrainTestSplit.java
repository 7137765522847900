package org.folkmoot.trainers.data;

import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * Data to learn from and data to measure on; together each example once.
 *
 * @param train a view, in the order of the original
 * @param test a view, in the order of the original
 */
public record TrainTestSplit(Dataset train, Dataset test) {
    /**
     * {@return a split that takes the same share of every label for the test, rounded to whole examples}
     *
     * @param testShare in (0, 1)
     */
    public static TrainTestSplit stratified(Dataset data, double testShare, Digest seed) {
        if (!(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("testShare: " + testShare + " (expected: in (0, 1))");
        }
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SeedDerivation.derive(seed, "train-test-split"));
        boolean[] isTest = new boolean[data.size()];
        for (int[] positions : Partitions.byLabel(data.labels(), data.classes())) {
            random.shuffle(positions);
            long tests = (long) Math.floor(positions.length * testShare + 0.5);
            for (int i = 0; i < tests; i++) {
                isTest[positions[i]] = true;
            }
        }
        return new TrainTestSplit(
                data.subset(positionsWhere(isTest, false)), data.subset(positionsWhere(isTest, true)));
    }

    private static int[] positionsWhere(boolean[] flags, boolean value) {
        int[] positions = new int[flags.length];
        int n = 0;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] == value) {
                positions[n++] = i;
            }
        }
        return Arrays.copyOf(positions, n);
    }
}
