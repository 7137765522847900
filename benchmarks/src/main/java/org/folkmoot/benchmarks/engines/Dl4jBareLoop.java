package org.folkmoot.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.folkmoot.api.Digest;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.trainers.data.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The dense network in Deeplearning4j's own training loop, on batches that already lie in its memory. */
final class Dl4jBareLoop {
    /** Fewer than otherwise: it may be a hundred times slower, and its time is not spent in Java. */
    private static final int DEFAULTS_WARM_UPS = 10;

    private final MultiLayerNetwork network =
            new MultiLayerNetwork(Dl4jNetworks.dense(Workload.training().learningRate()));
    private final List<INDArray> features = new ArrayList<>();
    private final List<INDArray> labels = new ArrayList<>();

    private Dl4jBareLoop(Dataset data) {
        network.init();
        for (int from = 0; from < data.size(); from += Workload.BATCH) {
            float[][] x = new float[Workload.BATCH][Workload.INPUTS];
            float[][] y = new float[Workload.BATCH][Workload.CLASSES];
            for (int row = 0; row < Workload.BATCH; row++) {
                data.copyRow(from + row, x[row], 0);
                y[row][data.label(from + row)] = 1;
            }
            features.add(Nd4j.create(x));
            labels.add(Nd4j.create(y));
        }
    }

    /**
     * Measures.
     *
     * @param args {@code defaults} for the engine as it comes, {@code beside} for turns with our trainer, which tunes the
     *     thread; how many windows; seconds of a window
     */
    public static void main(String[] args) throws Exception {
        int windows = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        if (args[0].equals("defaults")) {
            defaults(windows, seconds);
        } else {
            beside(windows, seconds);
        }
    }

    private static void defaults(int windows, double seconds) throws Exception {
        Dl4jBareLoop loop = new Dl4jBareLoop(Workload.DENSE.data());
        Window.warmUp(DEFAULTS_WARM_UPS, loop::run);
        for (int i = 0; i < windows; i++) {
            Window window = Window.of(seconds, Workload.DENSE.images(), loop::run);
            Samples.print("images per second", window.imagesPerSecond());
            Samples.print("images per cpu-second", window.imagesPerCpuSecond());
        }
    }

    private static void beside(int windows, double seconds) throws Exception {
        Column.Contestant contestant = Dl4jNetworks.contestant(Workload.DENSE);
        ClientTrainer trainer = contestant.trainers().on(Workload.DENSE.data());
        TrainingTask task = new TrainingTask(
                contestant.initial(),
                Workload.training(),
                StepCorrection.none(),
                Digest.sha256(new byte[] {1}),
                Cancellation.never());
        Dl4jBareLoop loop = new Dl4jBareLoop(Workload.DENSE.data());
        Window.warmUp(Workload.DENSE.warmUps(), () -> {
            trainer.train(task);
            loop.run();
        });
        for (int i = 0; i < windows; i++) {
            Window bare = Window.of(seconds, Workload.DENSE.images(), loop::run);
            Window ours = Window.of(seconds, Workload.DENSE.images(), () -> trainer.train(task));
            Samples.print("bare", bare.imagesPerSecond());
            Samples.print("overhead", 100 * (bare.imagesPerSecond() / ours.imagesPerSecond() - 1));
            Samples.print("cpu overhead", 100 * (bare.imagesPerCpuSecond() / ours.imagesPerCpuSecond() - 1));
        }
    }

    private void run() {
        for (int i = 0; i < features.size(); i++) {
            network.fit(features.get(i), labels.get(i));
        }
    }
}
