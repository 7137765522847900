package org.folkmoot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.junit.jupiter.api.Test;

/**
 * A trainer gives back what it took. Memory outside the heap is read from {@code /proc}, so this law is tested on Linux
 * only.
 */
public interface TrainerLifeContract {
    /** {@return a new trainer with everything that it needs; the contract closes it} */
    ClientTrainer trainer();

    /** {@return where training starts} */
    ParameterVector start();

    /** {@return how many trainers come and go} */
    default int lives() {
        return 1000;
    }

    /** {@return how many bytes a trainer may leave behind and still count as clean: what a measurement cannot see} */
    default long slackBytesPerTrainer() {
        return 16 << 10;
    }

    /** Closing twice is closing once. */
    @Test
    default void closesMoreThanOnce() throws TrainingException {
        ClientTrainer trainer = trainer();
        live(trainer);
        trainer.close();
        trainer.close();
    }

    /**
     * A thousand trainers, made, used for a step and closed, leave nothing behind. The process may grow once, when the
     * heap or a cache does; what leaks makes it grow in every quarter.
     */
    @Test
    default void leavesNothingBehind() throws TrainingException, IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")));
        int quarter = lives() / 4;
        long least = Long.MAX_VALUE;
        long before = residentBytesAfter(quarter);
        for (int i = 0; i < 4; i++) {
            long after = residentBytesAfter(quarter);
            least = Math.min(least, after - before);
            before = after;
        }
        assertThat(least).as("least growth in bytes").isLessThan(quarter * slackBytesPerTrainer());
    }

    private long residentBytesAfter(int trainers) throws TrainingException, IOException {
        for (int i = 0; i < trainers; i++) {
            liveAndClose();
        }
        System.gc();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(resident.replaceAll("[^0-9]", "")) * 1024;
    }

    private void liveAndClose() throws TrainingException {
        ClientTrainer trainer = trainer();
        try {
            live(trainer);
        } finally {
            trainer.close();
        }
    }

    private void live(ClientTrainer trainer) throws TrainingException {
        LocalTraining training = LocalTraining.sgd(1, Integer.MAX_VALUE, 0.1);
        Digest seed = Digest.sha256("life".getBytes(UTF_8));
        trainer.train(new TrainingTask(start(), training, StepCorrection.none(), seed, Cancellation.never()));
    }
}
