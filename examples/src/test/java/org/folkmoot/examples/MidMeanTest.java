package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule that a user writes runs in a federation, and is replayed by another JVM that has its jar. */
final class MidMeanTest {
    private static final ParameterLayout ONE = ParameterLayout.float64(ParameterBlock.trainable("mean", 1));

    @TempDir
    Path folder;

    @Test
    void takesTheMiddleHalf() {
        FederationReport report = run();

        assertThat(report.model().get(0)).isEqualTo(2.5);
    }

    @Test
    void anotherJvmReplaysItWhereItHasTheJar() throws Exception {
        FederationReport report = run();
        String all = System.getProperty("java.class.path");

        Verdict with = verify(report, all);
        Verdict without = verify(report, withoutTheRule(all));

        assertThat(with.exitCode()).as(with.told()).isZero();
        assertThat(with.told()).contains("REPLAYED");
        assertThat(without.exitCode()).as(without.told()).isEqualTo(FailureKind.NOT_REPLAYABLE.exitCode());
        assertThat(without.told()).contains("acme/mid-mean/1");
    }

    private FederationReport run() {
        return Federation.builder()
                .model(ParameterVector.zeros(ONE))
                .clients(List.of(
                        FederationClient.of("a", new MeanTrainer(ONE, List.of(1.0))),
                        FederationClient.of("b", new MeanTrainer(ONE, List.of(2.0))),
                        FederationClient.of("c", new MeanTrainer(ONE, List.of(3.0))),
                        FederationClient.of("liar", new MeanTrainer(ONE, List.of(15.0)))))
                .strategy(AggregationStrategy.of(new MidMean()))
                .training(LocalTraining.sgd(1, 1, 1))
                .clearUpdates()
                .rounds(1)
                .audit(folder.resolve("ledger"))
                .build()
                .run();
    }

    private record Verdict(int exitCode, String told) {}

    private Verdict verify(FederationReport report, String classPath) throws Exception {
        Path key = Files.writeString(folder.resolve("log.vkey"), report.logKey());
        Path told = folder.resolve("told.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "org.folkmoot.cli.FolkmootCommand",
                        "verify",
                        report.ledger().toString(),
                        "--log-key",
                        key.toString(),
                        "--replay")
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        return new Verdict(process.waitFor(), Files.readString(told, StandardCharsets.UTF_8));
    }

    /** {@return the class path without what holds the rule} */
    private static String withoutTheRule(String classPath) throws Exception {
        Path rule = Path.of(MidMean.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(rule.toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
