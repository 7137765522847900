package org.folkmoot.benchmarks.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.gpu.GpuSimulation;
import org.folkmoot.trainers.gpu.VirtualCohort;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** Local training of 10,000 to 1,000,000 virtual clients. */
public final class SimulationOnCard implements Benchmark {
    private static final int EXAMPLES = 1_797;
    private static final int PER_CLIENT = 20;
    private static final int INPUTS = 64;
    private static final int CLASSES = 10;
    private static final LocalTraining TRAINING = LocalTraining.sgd(1, 10, 0.1);
    private static final List<String> MODELS = List.of("logistic regression", "MLP 64-32-10");

    @Override
    public String id() {
        return "gpu-simulation";
    }

    @Override
    public String title() {
        return "One epoch of local training of virtual clients with " + PER_CLIENT + " examples each, " + INPUTS
                + " inputs, " + CLASSES
                + " classes, batches of 10: the plain trainer on two threads, and a card, one thread for each client.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Sides sides = Sides.measure(SimulationOnCard.class, effort, "-Xmx3g");
        List<Figure> figures = new ArrayList<>(sides.yardsticks());
        for (String model : MODELS) {
            figures.add(Figure.of(
                    model + ", plain trainer, two threads",
                    "clients/s",
                    sides.cpu().of(model)));
            for (int clients : sides.ranOnCard() ? cohorts(effort) : new int[0]) {
                String name = model + ", " + clients + " clients";
                figures.add(rate(name + ", card, whole", clients, sides.card().of(name + " whole")));
                figures.add(rate(name + ", card, kernels", clients, sides.card().of(name + " kernels")));
                figures.add(
                        Figure.of(name + ", card, transfers", "s", sides.card().of(name + " transfers")));
            }
        }
        return Outcome.of(
                figures,
                "\"whole\" begins with the data and the model in Java and ends with the mean of all clients' models there;"
                        + " the order of visits is made on the processor, without shuffling.",
                "The clients' models stay on the card; a hundred examples a client would take five times as long.",
                sides.note());
    }

    private static Figure rate(String name, int clients, List<Double> seconds) {
        return Figure.of(
                name, "clients/s", seconds.stream().map(each -> clients / each).toList());
    }

    private static int[] cohorts(Effort effort) {
        return effort == Effort.QUICK ? new int[] {100, 300} : new int[] {10_000, 100_000, 1_000_000};
    }

    /** Measures one side. */
    public static void main(String[] args) throws GpuException {
        Effort effort = Effort.valueOf(args[1]);
        Dataset data = SyntheticData.clusters(EXAMPLES, INPUTS, CLASSES);
        if (args[0].equals(Sides.CPU)) {
            MODELS.forEach(model -> cpu(model, data, effort));
            return;
        }
        CardRun.measure(gpu -> {
            for (String name : MODELS) {
                PlainModel model = model(name);
                ParameterVector start = start(model);
                GpuSimulation simulation = GpuSimulation.of(gpu, model, data);
                for (int clients : cohorts(effort)) {
                    VirtualCohort cohort = new InOrder(clients);
                    simulation.run(start, TRAINING, cohort);
                    for (int i = 0; i < effort.pick(1, 5); i++) {
                        CardRun.time(
                                name + ", " + clients + " clients",
                                gpu,
                                card -> simulation.run(start, TRAINING, cohort));
                    }
                }
            }
        });
    }

    private static void cpu(String name, Dataset data, Effort effort) {
        PlainModel model = model(name);
        ParameterVector start = start(model);
        int clients = effort.pick(100, 10_000);
        for (int i = 0; i <= effort.pick(1, 5); i++) {
            long begin = System.nanoTime();
            IntStream.range(0, clients).parallel().forEach(client -> train(model, start, data, client));
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (i > 0) {
                Samples.print(name, clients / seconds);
            }
        }
    }

    private static void train(PlainModel model, ParameterVector start, Dataset data, int client) {
        Dataset own = SyntheticData.share(data, client, PER_CLIENT);
        TrainingTask task = new TrainingTask(
                start, TRAINING, StepCorrection.none(), Digest.sha256(new byte[0]), Cancellation.never());
        try {
            PlainTrainer.of(model, own).train(task);
        } catch (TrainingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlainModel model(String name) {
        return name.startsWith("MLP")
                ? PlainModel.mlp(INPUTS, 32, CLASSES)
                : PlainModel.logisticRegression(INPUTS, CLASSES);
    }

    private static ParameterVector start(PlainModel model) {
        return model.initial(Digest.sha256(new byte[0]));
    }

    /**
     * Clients whose examples follow one another in the data.
     *
     * @param size how many clients
     */
    private record InOrder(int size) implements VirtualCohort {
        @Override
        public int examples(int client) {
            return PER_CLIENT;
        }

        @Override
        public void visits(int client, int epoch, int[] target) {
            for (int i = 0; i < PER_CLIENT; i++) {
                target[i] = (int) (((long) client * PER_CLIENT + i) % EXAMPLES);
            }
        }
    }
}
