package org.folkmoot.trainers.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the NVIDIA driver which cards there are, before the engine is loaded that would crash on the wrong one. */
final class CudaDriver {
    private static final List<String> QUESTION =
            List.of("nvidia-smi", "--query-gpu=index,name,compute_cap", "--format=csv,noheader");
    private static final long PATIENCE_SECONDS = 20;

    private CudaDriver() {}

    /** {@return the cards that this process sees; none where there is no driver} */
    static List<CudaCard> cards() {
        return CudaCard.visible(
                CudaCard.parse(ask(QUESTION)), Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
    }

    /** {@return what the program prints, nothing if it fails or takes too long} */
    static String ask(List<String> question) {
        try {
            Process process = new ProcessBuilder(question)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            byte[] answer = process.getInputStream().readAllBytes();
            return process.exitValue() == 0 ? new String(answer, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
