package org.folkmoot.trainers.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class TrainedModelsTest {
    @Test
    void haveTheSameBitsOnThisJvm() throws TrainingException, IOException, MalformedJsonException {
        assertThat(TrainedModels.digests()).isEqualTo(pinned());
    }

    @Test
    void haveTheSameBitsInterpreted() throws IOException, MalformedJsonException, InterruptedException {
        var interpreted = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainedModels.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(interpreted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var expected = new StringBuilder();
        pinned().forEach((name, digest) ->
                expected.append(name).append(' ').append(digest).append('\n'));
        assertThat(output.replace("\r\n", "\n")).isEqualTo(expected.toString());
        assertThat(interpreted.waitFor()).isZero();
    }

    private static Map<String, String> pinned() throws IOException, MalformedJsonException {
        try (InputStream in =
                Objects.requireNonNull(TrainedModelsTest.class.getResourceAsStream("/vectors/trained-models.json"))) {
            JsonObject digests = ((JsonObject) StrictJson.parse(in.readAllBytes())).object("digests");
            Map<String, String> pinned = new TreeMap<>();
            for (String name : digests.members().keySet()) {
                pinned.put(name, digests.string(name));
            }
            return pinned;
        }
    }
}
