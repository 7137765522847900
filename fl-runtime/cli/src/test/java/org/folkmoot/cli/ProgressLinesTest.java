package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private long now;

    @Test
    void saysFromTimeToTimeHowFarItIs() {
        StringWriter err = new StringWriter();
        ProgressLines progress = new ProgressLines(new PrintWriter(err), () -> now);
        for (int leaf = 1; leaf <= 10; leaf++) {
            now += Duration.ofSeconds(1).toNanos();
            progress.leaf(leaf, 10);
        }

        assertThat(err.toString().lines())
                .containsExactly(
                        "  3 of 10 leaves hold so far …",
                        "  6 of 10 leaves hold so far …",
                        "  9 of 10 leaves hold so far …");
    }

    @Test
    void saysNothingOfWhatIsSoonOver() {
        StringWriter err = new StringWriter();
        ProgressLines progress = new ProgressLines(new PrintWriter(err), () -> now);
        progress.leaf(1, 2);
        now += Duration.ofHours(1).toNanos();
        progress.leaf(2, 2);

        assertThat(err.toString()).isEmpty();
    }
}
