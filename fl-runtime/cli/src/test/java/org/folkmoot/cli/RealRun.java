package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationBuilder;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ModelFolder;
import org.folkmoot.engine.ModelGate;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** A run folder that a small federation of three clients left: {@code ledger/} and {@code model/}. */
record RealRun(Path folder, String logKey, Digest model) {
    /** Runs the federation in this folder, or goes on with it, until it has that many rounds. */
    static RealRun in(Path folder, int rounds) throws IOException {
        return in(folder, rounds, ModelGate.finite());
    }

    static RealRun in(Path folder, int rounds, ModelGate gate) throws IOException {
        return run(folder, rounds, builder -> builder.gate(gate));
    }

    static RealRun witnessed(Path folder, int rounds, Witness witness) throws IOException {
        return run(folder, rounds, builder -> builder.witness(witness));
    }

    private static RealRun run(Path folder, int rounds, UnaryOperator<FederationBuilder> more) throws IOException {
        PlainModel model = PlainModel.logisticRegression(2, 2);
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(FederationClient.of("client-" + i, PlainTrainer.of(model, data("client-" + i))));
        }
        FederationBuilder builder = Federation.builder()
                .name("tests")
                .model(model.initial(Digest.sha256(new byte[] {1})))
                .clients(clients)
                .clearUpdates()
                .evaluation(PlainEvaluator.of(model, data("held out")))
                .seed(7)
                .threads(2)
                .rounds(rounds)
                .audit(folder.resolve("ledger"));
        FederationReport report = more.apply(builder).build().run();
        assertThat(report.committedRounds()).isEqualTo(rounds);
        ModelFolder.of(report).write(folder.resolve("model"));
        return new RealRun(folder, report.logKey(), report.modelDigest());
    }

    private static Dataset data(String name) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(Digest.sha256(name.getBytes(StandardCharsets.UTF_8)));
        float[] features = new float[40];
        int[] labels = new int[20];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            features[2 * i] = (float) (labels[i] - 0.5 + 0.2 * random.nextGaussian());
            features[2 * i + 1] = (float) random.nextGaussian();
        }
        return Dataset.of(features, labels, 2, 2);
    }

    /** {@return a copy of this run that a test may spoil} */
    RealRun copyTo(Path target) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(folder.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RealRun(target, logKey, model);
    }

    Path log() {
        return folder.resolve("ledger").resolve("log");
    }

    Path modelFile() {
        return folder.resolve("model").resolve("parameters.bin");
    }

    /** {@return some input file, the first by name} */
    Path anInput() throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("ledger").resolve("inputs"))) {
            return paths.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    /** {@return the file with the leaves} */
    Path leaves() throws IOException {
        try (Stream<Path> paths = Files.walk(log().resolve("tile").resolve("entries"))) {
            return paths.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    /** Flips one bit in the middle of a file. */
    static void tamper(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
