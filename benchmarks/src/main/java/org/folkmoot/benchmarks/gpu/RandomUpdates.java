package org.folkmoot.benchmarks.gpu;

import java.util.stream.IntStream;
import org.folkmoot.trainers.gpu.UpdateMatrix;

/** Updates from a fixed seed, made quickly: of what is measured here, nothing depends on the values. */
final class RandomUpdates {
    private RandomUpdates() {}

    /** {@return a matrix of values in [-1, 1)} */
    static UpdateMatrix of(int updates, int parameters) {
        float[][] rows = new float[updates][parameters];
        IntStream.range(0, updates).parallel().forEach(i -> {
            int state = i * 0x9e3779b9 + 1;
            for (int c = 0; c < parameters; c++) {
                state ^= state << 13;
                state ^= state >>> 17;
                state ^= state << 5;
                rows[i][c] = state * 0x1p-31f;
            }
        });
        return UpdateMatrix.of(rows);
    }
}
