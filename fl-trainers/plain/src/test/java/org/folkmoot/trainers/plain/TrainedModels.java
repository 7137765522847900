package org.folkmoot.trainers.plain;

import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.SampleData;

/** Trains a few models whose bits are known; also a program of its own, to be run on any JVM in any mode. */
final class TrainedModels {
    private static final Digest SEED = SampleData.seed("pinned");

    private TrainedModels() {}

    /** Prints the digest of each model. */
    public static void main(String[] arguments) throws TrainingException {
        digests().forEach((name, digest) -> System.out.println(name + " " + digest));
    }

    /** {@return SHA-256 over the canonical bytes of each trained model, in hex, by name} */
    static Map<String, String> digests() throws TrainingException {
        Map<String, String> digests = new TreeMap<>();
        PlainModel regression = PlainModel.logisticRegression(13, 4);
        digests.put(
                "logistic-regression-13-4", digest(regression, LocalTraining.sgd(5, 16, 0.1), StepCorrection.none()));
        PlainModel mlp = PlainModel.mlp(64, 32, 10);
        var correction = StepCorrection.proximal(0.1, mlp.initial(SampleData.seed("anchor")))
                .withDrift(mlp.initial(SampleData.seed("drift")));
        var training = LocalTraining.sgd(3, 16, 0.05).withMomentum(0.9).withWeightDecay(1e-4);
        digests.put("mlp-64-32-10-corrected", digest(mlp, training, correction));
        digests.put(
                "mlp-50-37-21-7-large-batch",
                digest(PlainModel.mlp(50, 37, 21, 7), LocalTraining.sgd(10, 75, 0.2), StepCorrection.none()));
        return digests;
    }

    private static String digest(PlainModel model, LocalTraining training, StepCorrection correction)
            throws TrainingException {
        Dataset data = SampleData.blobs(203, model.inputs(), model.classes(), "pinned");
        var task = new TrainingTask(model.initial(SEED), training, correction, SEED, Cancellation.never());
        return Digest.sha256(PlainTrainer.of(model, data).train(task).model().toBytes())
                .hex();
    }
}
