package org.folkmoot.aggregation.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

final class WorkersTest {
    @Test
    void doesEachPieceOnce() {
        for (int threads : new int[] {1, 2, 8}) {
            AtomicIntegerArray done = new AtomicIntegerArray(100);
            new Workers(threads).share(100, () -> done::incrementAndGet);
            for (int i = 0; i < 100; i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void throwsOnWhatAWorkerThrows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Workers(3).share(50, () -> piece -> {
                    throw new IllegalStateException("piece");
                }))
                .withMessage("piece");
    }

    @Test
    void refusesNoThreads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workers(0))
                .withMessage("threads: 0 (expected: >= 1)");
    }
}
