package org.folkmoot.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ExampleClipping;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.torch.TorchModel;
import org.folkmoot.trainers.torch.TorchTrainer;

/** Networks in PyTorch's own layers, tape and SGD, on one batch that already lies in its memory. */
final class TorchBareLoop {
    private static final double WARM_UP_SECONDS = 3;
    private static final double RATE = 0.001;

    private final List<Conv2dImpl> convolutions = new ArrayList<>();
    private final List<int[]> settings = new ArrayList<>();
    private final List<LinearImpl> dense = new ArrayList<>();
    private final Tensor x;
    private final Tensor y;
    private final SGD optimizer;

    /**
     * Makes a network.
     *
     * @param input shape of a batch
     * @param settings of each convolution: filters, kernel, padding, side of the pool
     * @param widths of the dense layers
     */
    private TorchBareLoop(long[] input, int[][] settings, int... widths) {
        x = torch.randn(input);
        y = torch.randint(widths[widths.length - 1], new long[] {input[0]}, new TensorOptions(torch.ScalarType.Long));
        long width = input[1];
        long side = settings.length == 0 ? 1 : input[2];
        for (int[] own : settings) {
            convolutions.add(new Conv2dImpl(new Conv2dOptions(width, own[0], new LongPointer(own[1], own[1]))));
            this.settings.add(own);
            width = own[0];
            side = (side + 2L * own[2] - own[1] + 1) / own[3];
        }
        width *= side * side;
        for (int next : widths) {
            dense.add(new LinearImpl(width, next));
            width = next;
        }
        TensorVector parameters = new TensorVector();
        convolutions.forEach(layer -> parameters.push_back(layer.weight()).push_back(layer.bias()));
        dense.forEach(layer -> parameters.push_back(layer.weight()).push_back(layer.bias()));
        optimizer = new SGD(parameters, new SGDOptions(RATE));
    }

    /**
     * Measures turns of this loop and of our trainer.
     *
     * @param args name of a {@link Pair}; how many windows; seconds of a window
     */
    public static void main(String[] args) throws Exception {
        Pair pair = Pair.valueOf(args[0]);
        int windows = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        TorchModel model = pair.model();
        Dataset data = pair.data(model);
        Window.Work ours = training(model, data, pair.batch, ExampleClipping.none());
        Window.Work clipped = training(model, data, pair.batch, ExampleClipping.to(1));
        TorchBareLoop loop = pair.loop();
        Window.Work bare = () -> loop.steps(data.size() / pair.batch);
        Window.of(WARM_UP_SECONDS, 0, ours);
        Window.of(WARM_UP_SECONDS, 0, bare);
        for (int i = 0; i < windows; i++) {
            Window theirs = Window.of(seconds, data.size(), bare);
            Window own = Window.of(seconds, data.size(), ours);
            Samples.print("bare", theirs.imagesPerSecond());
            Samples.print("overhead", 100 * (theirs.imagesPerSecond() / own.imagesPerSecond() - 1));
            Samples.print("cpu overhead", 100 * (theirs.imagesPerCpuSecond() / own.imagesPerCpuSecond() - 1));
            Samples.print("clipped", Window.of(seconds, data.size(), clipped).imagesPerCpuSecond());
        }
    }

    /** Making the model has set this process to one native thread. */
    private static Window.Work training(TorchModel model, Dataset data, int batch, ExampleClipping clipping) {
        TorchTrainer trainer = TorchTrainer.of(model, data);
        Digest seed = Digest.sha256(new byte[] {1});
        ParameterVector initial = model.initial(seed);
        TrainingTask task = new TrainingTask(
                initial,
                LocalTraining.sgd(1, batch, RATE),
                StepCorrection.none(),
                clipping,
                seed,
                Cancellation.never());
        return () -> trainer.train(task);
    }

    @SuppressWarnings("try") // the scope frees what a step makes
    void steps(int count) {
        for (int i = 0; i < count; i++) {
            try (PointerScope scope = new PointerScope()) {
                optimizer.zero_grad();
                torch.cross_entropy_loss(forward(), y).backward();
                optimizer.step();
            }
        }
    }

    private Tensor forward() {
        Tensor h = x;
        for (int i = 0; i < convolutions.size(); i++) {
            h = torch.relu(convolve(h, convolutions.get(i), settings.get(i)[2]));
            int pool = settings.get(i)[3];
            h = pool > 1 ? torch.max_pool2d(h, pool, pool) : h;
        }
        h = h.flatten(1, -1);
        for (int i = 0; i < dense.size(); i++) {
            h = dense.get(i).forward(h);
            h = i + 1 < dense.size() ? torch.relu(h) : h;
        }
        return h;
    }

    private static Tensor convolve(Tensor h, Conv2dImpl layer, long padding) {
        long[] ones = {1, 1};
        var bias = new TensorOptional(layer.bias());
        return torch.conv2d(h, layer.weight(), bias, ones, new long[] {padding, padding}, ones, 1);
    }

    /** A network, and what a client does with it. */
    enum Pair {
        /** The dense network of {@link Workload}. */
        DENSE("2NN", 32, 1600) {
            @Override
            TorchModel model() {
                return TorchModel.mlp(784, 200, 200, 10);
            }

            @Override
            TorchBareLoop loop() {
                return new TorchBareLoop(new long[] {32, 784}, new int[0][], 200, 200, 10);
            }
        },
        /** The convolutions of {@link Workload}. */
        CONVOLUTION("CNN", 32, 160) {
            @Override
            TorchModel model() {
                return TorchModel.fedAvgCnn(1, 28, 28, 10);
            }

            @Override
            TorchBareLoop loop() {
                return new TorchBareLoop(
                        new long[] {32, 1, 28, 28}, new int[][] {{32, 5, 2, 2}, {64, 5, 2, 2}}, 512, 10);
            }
        },
        /** 1.63 million parameters, and a client of a cohort that takes five steps with them. */
        COHORT("CNN 1.63M", 10, 50) {
            @Override
            TorchModel model() {
                return TorchModel.cifarCnn(3, 32, 32, 10);
            }

            @Override
            TorchBareLoop loop() {
                return new TorchBareLoop(
                        new long[] {10, 3, 32, 32}, new int[][] {{32, 3, 0, 1}, {64, 3, 0, 2}}, 128, 10);
            }
        };

        private final String title;
        private final int batch;
        private final int images;

        Pair(String title, int batch, int images) {
            this.title = title;
            this.batch = batch;
            this.images = images;
        }

        /** {@return its name in tables} */
        String title() {
            return title;
        }

        /** {@return how many images a step takes} */
        int batch() {
            return batch;
        }

        /** {@return how many images a client holds} */
        int images() {
            return images;
        }

        abstract TorchModel model();

        abstract TorchBareLoop loop();

        Dataset data(TorchModel model) {
            return SyntheticData.clusters(images, model.inputs(), model.classes());
        }
    }
}
