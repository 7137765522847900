package org.folkmoot.examples;

import java.util.concurrent.atomic.AtomicInteger;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;

/** A client that is offline now and then: every so many times that it is asked, each client at another time. */
final class FlakyTrainer implements ClientTrainer {
    private final ClientTrainer honest;
    private final int period;
    private final AtomicInteger asked;

    /**
     * A client.
     *
     * @param honest does the training
     * @param place shifts when it is offline
     * @param period every so many times it is
     */
    FlakyTrainer(ClientTrainer honest, int place, int period) {
        this.honest = honest;
        this.period = period;
        this.asked = new AtomicInteger(place);
    }

    @Override
    public ParameterLayout layout() {
        return honest.layout();
    }

    @Override
    public TrainerCapabilities capabilities() {
        return honest.capabilities();
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return honest.fingerprint();
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        if (asked.getAndIncrement() % period == 0) {
            throw new TrainingException("offline");
        }
        return honest.train(task);
    }
}
