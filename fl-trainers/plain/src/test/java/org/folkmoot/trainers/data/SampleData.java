package org.folkmoot.trainers.data;

import java.nio.charset.StandardCharsets;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;

/** Data sets and seeds for tests, the same on every JVM. */
public final class SampleData {
    private SampleData() {}

    /** {@return the seed that goes by this name} */
    public static Digest seed(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return noisy examples around one centre per class; features mostly in [-1, 1]} */
    public static Dataset blobs(int examples, int inputs, int classes, String name) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(seed(name));
        double[][] centres = new double[classes][inputs];
        for (double[] centre : centres) {
            for (int j = 0; j < inputs; j++) {
                centre[j] = random.nextDouble() - 0.5;
            }
        }
        float[] features = new float[examples * inputs];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.nextInt(classes);
            for (int j = 0; j < inputs; j++) {
                features[i * inputs + j] = (float) (centres[labels[i]][j] + 0.2 * random.nextGaussian());
            }
        }
        return Dataset.of(features, labels, inputs, classes);
    }
}
