package org.folkmoot.benchmarks.niid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.MalformedDataException;
import org.folkmoot.trainers.torch.TorchDevice;
import org.folkmoot.trainers.torch.TorchEvaluator;
import org.folkmoot.trainers.torch.TorchModel;
import org.folkmoot.trainers.torch.TorchTrainer;

/** One federation of {@link NiidBench}: split, rounds and device from the command line. */
final class NiidRun {
    static final String BEST = "best accuracy";
    static final String SECONDS = "seconds";

    private static final LocalTraining TRAINING =
            LocalTraining.sgd(10, 64, 0.01).withMomentum(0.9).withWeightDecay(1e-5);

    private NiidRun() {}

    public static void main(String[] args) throws IOException, MalformedDataException {
        Split split = Split.valueOf(args[0]);
        int rounds = Integer.parseInt(args[1]);
        TorchDevice device = args[2].equals("cpu") ? TorchDevice.cpu() : TorchDevice.cuda(0);
        Dataset train = FashionMnist.train();
        Digest seed = Digest.sha256("niid".getBytes(StandardCharsets.US_ASCII));
        try (TorchModel model = TorchModel.lenet5(1, FashionMnist.SIDE, FashionMnist.SIDE, FashionMnist.CLASSES)
                        .on(device);
                WorkFolder work = WorkFolder.create()) {
            List<FederationClient> clients = new ArrayList<>();
            for (Dataset share : split.of(train.labels(), seed).of(train)) {
                clients.add(FederationClient.of("client-" + clients.size(), TorchTrainer.of(model, share)));
            }
            Progress progress = new Progress();
            Federation.builder()
                    .model(model.initial(seed))
                    .clients(clients)
                    .training(TRAINING)
                    .evaluation(TorchEvaluator.of(model, FashionMnist.test()))
                    .clearUpdates()
                    .seed(1)
                    .rounds(rounds)
                    .listener(progress::on)
                    .audit(work.path())
                    .build()
                    .run();
            Samples.print(BEST, 100 * progress.best);
            progress.seconds.forEach(seconds -> Samples.print(SECONDS, seconds));
        }
    }

    /** What the rounds came to. */
    private static final class Progress {
        private final List<Double> seconds = new ArrayList<>();
        private double best;
        private long last = System.nanoTime();

        private void on(FederationEvent event) {
            if (event instanceof FederationEvent.AttemptEnded ended) {
                double accuracy = ended.summary().evaluation().orElseThrow().metric("accuracy");
                best = Math.max(best, accuracy);
                long now = System.nanoTime();
                seconds.add((now - last) / 1e9);
                last = now;
                System.out.printf("round %s: %.4f%n", ended.summary().attempt(), accuracy);
            }
        }
    }
}
