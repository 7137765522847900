package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShowCommandTest {
    @TempDir
    private static Path shared;

    private static RealRun pristine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runTheFederation() throws IOException {
        pristine = RealRun.in(shared.resolve("run"), 2);
    }

    @Test
    void showsEveryLeafAndSaysThatNothingIsVerified() {
        Ran ran = folkmoot("log", "show", pristine.folder());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("not verified; run verify");
        assertThat(ran.out().lines().skip(2))
                .satisfiesExactly(
                        charter -> assertThat(charter).contains("charter").contains("federation tests"),
                        registry -> assertThat(registry).contains("registry").contains("3 members"),
                        program -> assertThat(program).contains("program"),
                        round -> assertThat(round)
                                .contains("1.1")
                                .contains("committed")
                                .contains("3/3"),
                        round -> assertThat(round)
                                .contains("2.1")
                                .containsPattern("[01]\\.\\d{4}")
                                .contains(pristine.model().abbreviated()));
    }

    @Test
    void showsTheSameInJson() throws MalformedJsonException {
        Ran ran = folkmoot("log", "show", pristine.folder(), "--format", "json");
        assertThat(ran.data().bool("verified")).isFalse();
        List<JsonObject> leaves = ran.data().array("leaves").objects();
        JsonObject last = leaves.get(leaves.size() - 1);
        assertThat(last.integer("round")).isEqualTo(2);
        assertThat(last.integer("included")).isEqualTo(3);
        assertThat(last.object("evaluation").has("accuracy")).isTrue();
        assertThat(last.string("model")).isEqualTo(pristine.model().hex());
    }

    @Test
    void showsTheStatementOfALeaf() throws MalformedJsonException {
        Ran text = folkmoot("log", "show", pristine.log(), "--leaf", 0);
        assertThat(text.out())
                .contains("not verified")
                .contains("  \"predicateType\": \"https://folkmoot.org/attestation/charter/v1\"");
        Ran json = folkmoot("log", "show", pristine.log(), "--leaf", 0, "--format", "json");
        assertThat(json.data().object("statement").object("predicate").string("initialModel"))
                .hasSize(64);
    }

    @Test
    void refusesALeafThatTheLogLacks() {
        Ran ran = folkmoot("log", "show", pristine.folder(), "--leaf", 99);
        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("--leaf: 99 (expected: 0 to 4)");
    }

    @Test
    void saysWhatItCannotRead() throws MalformedJsonException {
        Ran text = folkmoot("log", "show", folder);
        assertThat(text.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).contains("there is no log in it");
        Ran json = folkmoot("log", "show", folder.resolve("nowhere"), "--format", "json");
        assertThat(json.data().string("failure")).isEqualTo(FailureKind.UNREADABLE.word());
        assertThat(json.envelope().string("status")).isEqualTo("failed");
    }

    @Test
    void showsABrokenLogUpToWhereItBreaks() throws IOException, MalformedJsonException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        byte[] leaves = Files.readAllBytes(run.leaves());
        ByteBuffer lengths = ByteBuffer.wrap(leaves);
        int second = 2 + lengths.getShort(0);
        int third = second + 2 + lengths.getShort(second);
        for (int at : new int[] {third, third + 2}) { // the length of the third leaf, and its first byte
            byte[] broken = leaves.clone();
            broken[at] = (byte) 0xff;
            Files.write(run.leaves(), broken);

            Ran text = folkmoot("log", "show", run.folder());
            Ran json = folkmoot("log", "show", run.folder(), "--format", "json");

            assertThat(text.exitCode())
                    .isIn(FailureKind.MALFORMED.exitCode(), FailureKind.UNREADABLE.exitCode())
                    .isEqualTo(json.exitCode());
            assertThat(text.out())
                    .contains("federation tests", "3 members", "It cannot be read from leaf 2 on:", "Where: ")
                    .doesNotContain("committed");
            assertThat(json.envelope().string("status")).isEqualTo("failed");
            assertThat(json.data().integer("stopsAt")).isEqualTo(2);
            assertThat(json.data().integer("exitCode")).isEqualTo(json.exitCode());
            assertThat(json.data().array("leaves").size()).isEqualTo(2);
            assertThat(folkmoot("log", "show", run.folder(), "--leaf", 1).exitCode())
                    .isZero();
            assertThat(folkmoot("log", "show", run.folder(), "--leaf", 2).exitCode())
                    .isEqualTo(text.exitCode());
        }
    }

    @Test
    void showsALogOfWhichATileIsGone() throws IOException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        Files.delete(run.leaves());
        Ran ran = folkmoot("log", "show", run.folder());
        assertThat(ran.exitCode()).isEqualTo(FailureKind.UNREADABLE.exitCode());
        assertThat(ran.out()).contains("5 leaves", "It cannot be read from leaf 0 on:");
    }
}
