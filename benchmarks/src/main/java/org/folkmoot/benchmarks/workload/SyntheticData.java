package org.folkmoot.benchmarks.workload;

import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.folkmoot.trainers.data.Dataset;

/** Examples made from a fixed seed: the time of training depends on their shape, not on what they mean. */
public final class SyntheticData {
    private static final long SEED = 20_260_101;

    private SyntheticData() {}

    /** {@return examples around one random centre for each class, features in [0, 1]} */
    public static Dataset clusters(int examples, int inputs, int classes) {
        RandomGenerator random = new Random(SEED);
        float[] centres = new float[classes * inputs];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = random.nextFloat();
        }
        float[] features = new float[examples * inputs];
        int[] labels = new int[examples];
        for (int example = 0; example < examples; example++) {
            labels[example] = random.nextInt(classes);
            for (int i = 0; i < inputs; i++) {
                float centre = centres[labels[example] * inputs + i];
                features[example * inputs + i] = 0.7f * centre + 0.3f * random.nextFloat();
            }
        }
        return Dataset.of(features, labels, inputs, classes);
    }

    /** {@return the examples of one client: the next so many, beginning again where the data end} */
    public static Dataset share(Dataset data, int client, int examples) {
        return data.subset(IntStream.range(0, examples)
                .map(i -> (client * examples + i) % data.size())
                .toArray());
    }
}
