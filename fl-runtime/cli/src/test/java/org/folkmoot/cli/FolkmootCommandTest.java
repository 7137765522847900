package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolkmootCommandTest {
    private static final char ESCAPE = '\u001b';

    @Test
    void theHelpOfVerifyListsEveryExitCode() {
        Ran ran = folkmoot("verify", "--help");
        assertThat(ran.exitCode()).isZero();
        String words = ran.out().replaceAll("\\s+", " ");
        for (FailureKind kind : FailureKind.values()) {
            assertThat(words).contains(kind.exitCode() + " " + kind.word() + ": " + kind.meaning());
        }
        assertThat(words).contains("0 verified").contains("1 an error inside").contains("2 the command was not");
    }

    @Test
    void exitCodesAreDistinct() {
        List<Integer> codes = new ArrayList<>(List.of(ExitCodes.OK, ExitCodes.BUG, ExitCodes.USAGE));
        for (FailureKind kind : FailureKind.values()) {
            codes.add(kind.exitCode());
        }
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code >= 0 && code < 126);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "verify", "log", "log show", "prove", "run", "completion"})
    void everyCommandHasHelpAndVersion(String command) {
        List<String> words = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ", -1)));
        words.add("--help");
        Ran help = folkmoot(words.toArray());
        words.set(words.size() - 1, "--version");
        Ran version = folkmoot(words.toArray());
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: folkmoot").doesNotContain(String.valueOf(ESCAPE));
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("folkmoot ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log",
                "verify",
                "verify a b",
                "verify a --nonsense",
                "verify a --format xml",
                "prove a 1",
                "prove a one -o f",
                "completion fish",
                "nonsense"
            })
    void whatIsNotUnderstoodEndsWithTwoAndWithoutAStackTrace(String line) {
        Ran ran = folkmoot((Object[]) (line.isEmpty() ? new String[0] : line.split(" ", -1)));
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("folkmoot: ").contains("--help").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --format json",
                "verify a b --format=json",
                "verify --format json a --nonsense",
                "verify a --witnesses 2 --format json",
                "log show a --leaf x --format json"
            })
    void whatIsNotUnderstoodIsToldInJsonWhereJsonIsAsked(String line) throws MalformedJsonException {
        Ran ran = folkmoot((Object[]) line.split(" ", -1));
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.envelope().string("status")).isEqualTo("failed");
        assertThat(ran.data().string("failure")).isEqualTo("usage");
        assertThat(ran.data().integer("exitCode")).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.data().string("advice")).contains("--help");
        assertThat(ran.err()).startsWith("folkmoot: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void writesACompletionScript(String shell) {
        Ran ran = folkmoot("completion", shell);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("#!").contains("_complete_folkmoot").contains("--log-key");
    }

    @Test
    void aReaderThatGoesAwayChangesNothing() {
        Writer closed = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void close() {}
        };
        int exitCode =
                FolkmootCommand.create().setOut(new PrintWriter(closed, true)).execute("completion", "bash");
        assertThat(exitCode).isZero();
    }

    @Test
    void foreignTextCannotSteerTheTerminal() {
        Ran ran = folkmoot("verify", "a" + ESCAPE + "[2Jb\nc\u202e");
        assertThat(ran.out() + ran.err())
                .doesNotContain(String.valueOf(ESCAPE))
                .doesNotContain("\u202e")
                .contains("a\\u001b[2Jb\\u000ac\\u202e");
    }
}
