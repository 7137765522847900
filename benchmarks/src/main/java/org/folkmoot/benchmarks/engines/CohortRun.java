package org.folkmoot.benchmarks.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.benchmarks.workload.Committed;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.torch.TorchModel;
import org.folkmoot.trainers.torch.TorchTrainer;

/** One federation of {@link CohortCnn}, with a turn of the bare loop after each of its rounds. */
final class CohortRun {
    static final TorchBareLoop.Pair PAIR = TorchBareLoop.Pair.COHORT;
    static final int CLIENTS = 50;
    static final int THREADS = 2;

    private static final LocalTraining TRAINING = LocalTraining.sgd(1, PAIR.batch(), 0.001);
    private static final int WARM_UPS = 20;

    private CohortRun() {}

    /** Measures so many rounds. */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        try (TorchModel model = PAIR.model();
                BareCohort bare = new BareCohort(CLIENTS, PAIR.images() / PAIR.batch(), THREADS);
                WorkFolder work = WorkFolder.create()) {
            List<TorchTrainer> trainers = trainers(model);
            ParameterVector initial = model.initial(Digest.sha256(new byte[] {1}));
            for (int i = 0; i < WARM_UPS; i++) {
                trainers.get(i).train(task(initial));
            }
            bare.run();
            CohortTurns turns = new CohortTurns(bare);
            FederationReport report = federate(trainers, initial, rounds, turns, work);
            turns.end();
            Committed.require(report);
        }
    }

    private static List<TorchTrainer> trainers(TorchModel model) {
        Dataset data = SyntheticData.clusters(CLIENTS * PAIR.images(), model.inputs(), model.classes());
        List<TorchTrainer> trainers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            trainers.add(TorchTrainer.of(model, SyntheticData.share(data, i, PAIR.images())));
        }
        return trainers;
    }

    private static TrainingTask task(ParameterVector initial) {
        Digest seed = Digest.sha256(new byte[] {2});
        return new TrainingTask(initial, TRAINING, StepCorrection.none(), seed, Cancellation.never());
    }

    private static FederationReport federate(
            List<TorchTrainer> trainers, ParameterVector initial, int rounds, CohortTurns turns, WorkFolder work)
            throws IOException {
        List<FederationClient> clients = new ArrayList<>();
        for (TorchTrainer trainer : trainers) {
            clients.add(FederationClient.of("client-" + clients.size(), trainer));
        }
        return Federation.builder()
                .model(initial)
                .clients(clients)
                .training(TRAINING)
                .clearUpdates()
                .threads(THREADS)
                .seed(1)
                .rounds(rounds)
                .listener(turns)
                .audit(work.path())
                .build()
                .run();
    }
}
