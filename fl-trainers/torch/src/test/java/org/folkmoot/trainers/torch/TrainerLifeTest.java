package org.folkmoot.trainers.torch;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.testkit.TrainerLifeContract;

/** Each trainer comes with a model of its own, of 44,426 parameters, and takes it along. */
final class TrainerLifeTest implements TrainerLifeContract {
    @Override
    public ClientTrainer trainer() {
        TorchModel model = TorchModel.lenet5(1, 28, 28, 10);
        return new Owner(model, TorchTrainer.of(model, Samples.heaps(12, 784, 10, "life")));
    }

    @Override
    public ParameterVector start() {
        try (TorchModel model = TorchModel.lenet5(1, 28, 28, 10)) {
            return ParameterVector.zeros(model.layout());
        }
    }

    private record Owner(TorchModel model, TorchTrainer trainer) implements ClientTrainer {
        @Override
        public ParameterLayout layout() {
            return trainer.layout();
        }

        @Override
        public ExecutionFingerprint fingerprint() {
            return trainer.fingerprint();
        }

        @Override
        public TrainingResult train(TrainingTask task) throws TrainingException {
            return trainer.train(task);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
