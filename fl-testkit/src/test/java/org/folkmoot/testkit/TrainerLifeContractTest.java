package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.junit.jupiter.api.Test;

/** A trainer without native memory passes; one that keeps some is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class TrainerLifeContractTest implements TrainerLifeContract {
    private static final int LEAK_BYTES = 256 << 10;

    @Override
    public ClientTrainer trainer() {
        return new CentreTrainer();
    }

    @Override
    public ParameterVector start() {
        return ParameterVector.zeros(CentreTrainer.LAYOUT);
    }

    @Test
    void findsALeak() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")));
        List<ByteBuffer> leaked = new ArrayList<>();
        TrainerLifeContract leaking = new TrainerLifeContract() {
            @Override
            public ClientTrainer trainer() {
                ByteBuffer memory = ByteBuffer.allocateDirect(LEAK_BYTES);
                memory.put(new byte[LEAK_BYTES]);
                leaked.add(memory);
                return new CentreTrainer();
            }

            @Override
            public ParameterVector start() {
                return ParameterVector.zeros(CentreTrainer.LAYOUT);
            }
        };

        assertThatThrownBy(leaking::leavesNothingBehind).isInstanceOf(AssertionError.class);
        assertThat(leaked).isNotEmpty();
    }
}
