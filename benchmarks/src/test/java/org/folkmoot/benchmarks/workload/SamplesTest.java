package org.folkmoot.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SamplesTest {
    @Test
    void readsSamplesAndIgnoresOtherLines() {
        Samples samples = Samples.parse("starting\nsample\tms\t1.5\nsample of something\nsample\tms\t2\r\n");

        assertThat(samples.of("ms")).containsExactly(1.5, 2.0);
    }

    @Test
    void keepsTheOrderOfProcesses() {
        Samples all = Samples.parse("sample\ta\t1");

        all.addAll(Samples.parse("sample\ta\t3\nsample\tb\t5"));

        assertThat(all.of("a")).containsExactly(1.0, 3.0);
        assertThat(all.of("b")).containsExactly(5.0);
    }

    @Test
    void refusesToGiveWhatWasNotMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.none().of("ms"))
                .withMessageContaining("ms");
    }
}
