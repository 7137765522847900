package org.folkmoot.benchmarks.engines;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;
import org.folkmoot.trainers.torch.TorchModel;
import org.folkmoot.trainers.torch.TorchTrainer;

/** An engine of the table. */
enum Column {
    /** Plain Java. */
    PLAIN("plain", "") {
        @Override
        Optional<Contestant> contestant(Workload workload) {
            if (workload != Workload.DENSE) {
                return Optional.empty();
            }
            PlainModel model = PlainModel.mlp(Workload.INPUTS, 200, 200, Workload.CLASSES);
            ParameterVector initial = model.initial(Digest.sha256(new byte[] {1}));
            return Optional.of(new Contestant(initial, data -> PlainTrainer.of(model, data)));
        }
    },
    /** Deeplearning4j: layers for the dense network, SameDiff for the convolutions. */
    DL4J("dl4j", "dl4j") {
        @Override
        Optional<Contestant> contestant(Workload workload) {
            return Optional.of(Dl4jNetworks.contestant(workload));
        }
    },
    /** PyTorch through JavaCPP. */
    TORCH("torch", "torch") {
        @Override
        Optional<Contestant> contestant(Workload workload) {
            TorchModel model = workload == Workload.DENSE
                    ? TorchModel.mlp(Workload.INPUTS, 200, 200, Workload.CLASSES)
                    : TorchModel.fedAvgCnn(1, Workload.SIDE, Workload.SIDE, Workload.CLASSES);
            ParameterVector initial = model.initial(Digest.sha256(new byte[] {1}));
            return Optional.of(new Contestant(initial, data -> TorchTrainer.of(model, data)));
        }
    };

    private final String title;
    private final String libraries;

    Column(String title, String libraries) {
        this.title = title;
        this.libraries = libraries;
    }

    /** {@return its name in tables} */
    String title() {
        return title;
    }

    /** {@return the folder below {@code lib} with what it needs beside this jar; empty if nothing} */
    String libraries() {
        return libraries;
    }

    /** {@return the engine with this network, made in this JVM; empty if it cannot do it} */
    abstract Optional<Contestant> contestant(Workload workload);

    /**
     * A network in an engine.
     *
     * @param initial where training starts
     * @param trainers makes a trainer on some data
     */
    record Contestant(ParameterVector initial, Trainers trainers) {}

    /** Makes trainers. */
    @FunctionalInterface
    interface Trainers {
        /** {@return a trainer on this data} */
        ClientTrainer on(Dataset data);
    }
}
