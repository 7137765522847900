package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.api.training.ExecutionFingerprint;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOpsHolder;

final class EngineTest {
    @Test
    void warnsOfSlowEngines() {
        assertThat(Engine.warnings(fingerprint("SkylakeX", 1))).isEmpty();
        assertThat(Engine.warnings(fingerprint("Prescott", 1)))
                .singleElement()
                .asString()
                .contains("BLAS core: Prescott");
        assertThat(Engine.warnings(fingerprint("Zen", 2)))
                .singleElement()
                .asString()
                .contains("native threads per client: 2 (expected: 1");
    }

    @Test
    void namesWhatBitsDependOn() {
        ExecutionFingerprint fingerprint = Engine.start().fingerprint();

        assertThat(fingerprint.engine()).isEqualTo("deeplearning4j/1.0.0-M2.1");
        assertThat(fingerprint.nativeBuild()).contains("nd4jcpu ").contains("OpenBLAS 0.3.31");
        assertThat(fingerprint.blasCore()).isNotEmpty().isNotEqualToIgnoringCase("prescott");
        assertThat(fingerprint.threads()).isEqualTo(1);
        assertThat(fingerprint.device()).isEqualTo("cpu");
    }

    @Test
    void runsTheBuildThatWasChosenWhichHasOneDnnForConvolutions() {
        String chosen = System.getProperty("nd4j.natives");

        assertThat(Engine.start().fingerprint().nativeBuild()).startsWith("nd4jcpu " + chosen + ",");
        assertThat(chosen).matches("linux-x86_64-onednn.*|(?!linux-x86_64).*");
    }

    @Test
    void givesEachThreadOneNativeThread() throws InterruptedException {
        int[] seen = new int[1];
        Thread thread = new Thread(() -> {
            Engine.start().prepareThread();
            seen[0] = NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
        });
        thread.start();
        thread.join();

        assertThat(seen[0]).isEqualTo(1);
    }

    private static ExecutionFingerprint fingerprint(String core, int threads) {
        return new ExecutionFingerprint("deeplearning4j/1.0.0-M2.1", "nd4jcpu", core, threads, "cpu");
    }
}
