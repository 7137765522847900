package org.folkmoot.trainers.plain;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.testkit.ClientTrainerContract;
import org.folkmoot.trainers.data.Dataset;

final class LogisticRegressionContractTest implements ClientTrainerContract {
    private static final PlainModel MODEL = PlainModel.logisticRegression(3, 2);

    @Override
    public ClientTrainer trainer() {
        return PlainTrainer.of(MODEL, twoHeaps());
    }

    @Override
    public ParameterVector start() {
        return MODEL.initial(Digest.sha256(new byte[] {1}));
    }

    /** Forty points around (1, 1, 1) and (-1, -1, -1), by a fixed pattern. */
    static Dataset twoHeaps() {
        int examples = 40;
        float[] features = new float[3 * examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < 3; j++) {
                float centre = labels[i] == 1 ? 1 : -1;
                features[3 * i + j] = centre + ((7 * i + 3 * j) % 11 - 5) / 10f;
            }
        }
        return Dataset.of(features, labels, 3, 2);
    }
}
