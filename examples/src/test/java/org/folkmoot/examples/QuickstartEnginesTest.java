package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart in each engine, started as a user starts it, in a JVM from which no way leads out. */
final class QuickstartEnginesTest {
    private static final int ROUNDS = 4;
    private static final Pattern TOGETHER = Pattern.compile("Together: ([0-9.]+) %\\.");

    /** One start, one order of examples: only rounding differs, which moves few of the 451 digits to another class. */
    private static final double PERCENT_APART = 3;

    @TempDir
    Path folder;

    @Test
    void learnsInPlainJavaUnlessToldOtherwise() throws Exception {
        assertThat(run("")).contains("engine plain").contains("✓ VERIFIED AND REPLAYED");
    }

    @Test
    void learnsInDeeplearning4jAsInPlainJava() throws Exception {
        assertThat(accuracy(Engine.DL4J)).isCloseTo(plainAccuracy(), within(PERCENT_APART));
    }

    @Test
    @DisabledIf(value = "isWithoutPyTorch", disabledReason = "PyTorch has no natives for it")
    void learnsInPyTorchAsInPlainJava() throws Exception {
        assertThat(accuracy(Engine.TORCH)).isCloseTo(plainAccuracy(), within(PERCENT_APART));
    }

    static boolean isWithoutPyTorch() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return machine.equals("Linux aarch64") || machine.equals("Mac OS X x86_64");
    }

    private double plainAccuracy() throws Exception {
        RunOptions options = new RunOptions(1, ROUNDS, 2, Engine.PLAIN, folder.resolve("plain"));
        double accuracy = 100
                * new Quickstart(Screen.of(OutputStream.nullOutputStream()))
                        .run(options)
                        .accuracy();
        assertThat(accuracy).isGreaterThan(90);
        return accuracy;
    }

    private double accuracy(Engine engine) throws IOException, InterruptedException {
        String told = run(engine.word());
        assertThat(told).contains("engine " + engine.word()).contains("✓ VERIFIED AND REPLAYED");
        Matcher together = TOGETHER.matcher(told);
        assertThat(together.find()).as(told).isTrue();
        return Double.parseDouble(together.group(1));
    }

    private String run(String engine) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Dengine=" + engine));
        for (String proxy : List.of("http.proxy", "https.proxy", "socksProxy")) {
            options.add("-D" + proxy + "Host=127.0.0.1");
            options.add("-D" + proxy + "Port=9");
        }
        String out = folder.resolve("run").toString();
        return OtherJvm.run(
                options, RunExample.class, "quickstart", "--rounds", Integer.toString(ROUNDS), "--out", out);
    }
}
