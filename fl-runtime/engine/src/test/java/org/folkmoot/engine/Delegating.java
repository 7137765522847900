package org.folkmoot.engine;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/** A trainer given as a function. */
record Delegating(int number, Training training) implements ClientTrainer {
    interface Training {
        TrainingResult train(TrainingTask task) throws TrainingException;
    }

    @Override
    public ParameterLayout layout() {
        return Farms.MODEL.layout();
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return Farms.trainer(number).fingerprint();
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        return training.train(task);
    }
}
