package org.folkmoot.engine.program;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.core.canonical.Decimals;

/** Writes local training into the program and reads it back at the client. */
public final class TrainingStage {
    /** Rule id of plain local SGD. */
    public static final String ID = "folkmoot/local-sgd/1";

    private TrainingStage() {}

    /** {@return the stage that asks for this training} */
    public static Stage of(LocalTraining training) {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                "epochs", Integer.toString(training.epochs()),
                "batchSize", Integer.toString(training.batchSize()),
                "learningRate", Decimals.shortest(training.learningRate()),
                "momentum", Decimals.shortest(training.momentum()),
                "weightDecay", Decimals.shortest(training.weightDecay())));
        return new Stage(Stage.TRAINING, ID, StagePlacement.CLIENT, parameters);
    }

    /**
     * {@return the training that a stage asks for}
     *
     * @throws IllegalArgumentException if it is another rule, or its parameters are not exactly those of this one
     */
    public static LocalTraining parse(Stage stage) {
        if (!stage.id().equals(ID)) {
            throw new IllegalArgumentException("training: " + stage.id() + " (expected: " + ID + ")");
        }
        if (stage.parameters().size() != 5) {
            throw new IllegalArgumentException(
                    "training parameters: " + stage.parameters().keySet()
                            + " (expected: [batchSize, epochs, learningRate, momentum, weightDecay])");
        }
        return new LocalTraining(
                Integer.parseInt(parameter(stage, "epochs")),
                Integer.parseInt(parameter(stage, "batchSize")),
                Decimals.parse(parameter(stage, "learningRate")),
                Decimals.parse(parameter(stage, "momentum")),
                Decimals.parse(parameter(stage, "weightDecay")));
    }

    private static String parameter(Stage stage, String name) {
        String value = stage.parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("training parameter: " + name + " missing in " + stage.parameters());
        }
        return value;
    }
}
