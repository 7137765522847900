package org.folkmoot.benchmarks.niid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.engines.EngineFork;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Samples;

/**
 * The settings of Flower's {@code niid_bench} on Fashion-MNIST, over a whole federation with its log: LeNet-5 with 44,426
 * parameters, ten clients in every round, ten local epochs, batches of 64, SGD 0.01 with momentum 0.9 and weight decay
 * 1e-5, FedAvg weighted by examples.
 *
 * <p>The published figures are after 50 rounds. {@code -Dfolkmoot.niid.rounds=50} and {@code -Dfolkmoot.niid.device=cuda}
 * do the same on a machine with a card; the default is a cut of five rounds on the processor.
 */
public final class NiidBench implements Benchmark {
    static final String ROUNDS = "folkmoot.niid.rounds";
    static final String DEVICE = "folkmoot.niid.device";

    @Override
    public String id() {
        return "niid";
    }

    @Override
    public String title() {
        return "Accuracy on Fashion-MNIST under uneven data: LeNet-5, " + Split.CLIENTS
                + " clients, 10 local epochs, FedAvg; the settings of Flower's niid_bench, whose published figures are"
                + " the best of 50 rounds.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        FashionMnist.folder();
        int rounds = effort.pick(1, Integer.getInteger(ROUNDS, 5));
        String device = System.getProperty(DEVICE, "cpu");
        List<Figure> figures = new ArrayList<>();
        for (Split split : Split.values()) {
            Samples samples = EngineFork.ofTorch(NiidRun.class, split.name(), Integer.toString(rounds), device);
            figures.add(Figure.of(
                    split.words() + ", best accuracy of " + rounds + " rounds (published, of 50: " + split.published()
                            + ")",
                    "%",
                    samples.of(NiidRun.BEST)));
            figures.add(Figure.of(split.words() + ", a round", "s", samples.of(NiidRun.SECONDS)));
        }
        return Outcome.of(
                figures,
                "One seed. Device: " + device + ". Clients by labels: each label is dealt evenly between its holders.");
    }
}
