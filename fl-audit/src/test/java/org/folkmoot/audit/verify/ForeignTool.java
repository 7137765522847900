package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
import org.folkmoot.testkit.Tampering.Tampered;

/** A verifier that is not ours: started once, it answers a whole list of questions, one a line. */
final class ForeignTool {
    private static final int LIMIT_SECONDS = 300;
    private static final String YES = "ok";

    private final Path scratch;
    private final List<String> command;

    private ForeignTool(Path scratch, List<String> command) {
        this.scratch = scratch;
        this.command = command;
    }

    /** {@return the program that this command starts; it keeps its files in {@code scratch}} */
    static ForeignTool of(Path scratch, List<String> command) {
        return new ForeignTool(scratch, command);
    }

    /** {@return the first of these programs that is there, or nothing} */
    static boolean isInstalled(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Runs a program to its end; fails unless it ends well. */
    static void run(Path output, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        assertThat(end(builder.start())).as(Files.readString(output)).isZero();
    }

    /** {@return the answers to these questions, in order} */
    List<String> ask(List<String> questions) throws Exception {
        Path in = Files.write(scratch.resolve("questions"), questions);
        Path out = scratch.resolve("answers");
        Path error = scratch.resolve("error");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        assertThat(end(process)).as(Files.readString(error)).isZero();
        List<String> answers = Files.readAllLines(out);
        assertThat(answers).hasSameSizeAs(questions);
        return answers;
    }

    /** Fails unless the answer to this question is yes. */
    void assertAccepts(String question) throws Exception {
        assertThat(ask(List.of(question))).containsExactly(YES);
    }

    /** Fails unless the answer is no to each of these, each differing from what is accepted. */
    void assertRefusesEach(String kind, List<Tampered> mutations) throws Exception {
        List<String> questions = mutations.stream()
                .map(mutation -> kind + base64(mutation.bytes()))
                .toList();
        assertAllRefused(ask(questions), mutations.stream().map(Tampered::what).toList());
    }

    static void assertAllRefused(List<String> answers, List<String> whats) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).startsWith("no")) {
                accepted.add(whats.get(i));
            }
        }
        assertThat(accepted).as("mutations that were accepted").isEmpty();
    }

    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static int end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("program: no end after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }
}
