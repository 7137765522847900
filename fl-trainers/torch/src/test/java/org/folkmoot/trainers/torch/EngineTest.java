package org.folkmoot.trainers.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.global.torch;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.trainers.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @Test
    void saysWhatItsBitsDependOn() {
        ExecutionFingerprint fingerprint = Engine.start().fingerprint(TorchDevice.cpu());

        assertThat(fingerprint.engine()).matches("pytorch/\\d+\\.\\d+\\.\\d+.*");
        assertThat(fingerprint.nativeBuild()).matches("libtorch [a-z]+-[a-z0-9_]+.*, oneDNN v[0-9.]+, OpenBLAS .*");
        assertThat(fingerprint.blasCore()).matches("\\w+, ATen .+");
        assertThat(fingerprint.threads()).isEqualTo(1);
        assertThat(fingerprint.device()).isEqualTo("cpu");
    }

    @Test
    void warnsOfWhatMakesItSlow() {
        assertThat(Engine.warnings(new ExecutionFingerprint("e", "n", "Zen, ATen AVX2", 1, "cpu")))
                .isEmpty();
        assertThat(Engine.warnings(new ExecutionFingerprint("e", "n", "Prescott, ATen AVX2", 2, "cpu")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("native threads per client: 2 (expected: 1;"))
                .anyMatch(line -> line.startsWith("BLAS core: Prescott"));
    }

    @Test
    void keepsItsThreadsAndBitsWhateverOthersSet() throws TrainingException {
        TorchModel model = TorchModel.mlp(300, 200, 10);
        Dataset data = Samples.heaps(64, 300, 10, "threads");
        ParameterVector start = model.initial(Samples.seed("start"));
        ParameterVector before = train(model, data, start);

        torch.set_num_threads(2);
        ParameterVector after = train(model, data, start);

        assertThat(torch.get_num_threads()).isEqualTo(1);
        assertThat(after).isEqualTo(before);
    }

    /** Another JVM without a way out, which has never unpacked the natives. */
    @Test
    void needsNoNetwork(@TempDir Path cache) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=9",
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=9",
                "-DsocksProxyHost=127.0.0.1",
                "-DsocksProxyPort=9",
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(cache).isNotEmptyDirectory();
    }

    private static ParameterVector train(TorchModel model, Dataset data, ParameterVector start)
            throws TrainingException {
        return TorchTrainer.of(model, data)
                .train(Samples.task(start, LocalTraining.sgd(2, 16, 0.05)))
                .model();
    }

    /** Trains one step and ends. */
    static final class Elsewhere {
        private Elsewhere() {}

        public static void main(String[] arguments) throws TrainingException {
            try (TorchModel model = TorchModel.lenet5(1, 28, 28, 10)) {
                train(model, Samples.heaps(8, 784, 10, "offline"), model.initial(Samples.seed("start")));
            }
        }
    }
}
