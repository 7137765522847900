package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.io.IOException;
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
    void saysWhichLeafIsNone() throws IOException {
        RealRun run = pristine.copyTo(folder.resolve("run"));
        RealRun.tamper(run.leaves());
        Ran ran = folkmoot("log", "show", run.folder());
        assertThat(ran.exitCode()).isEqualTo(FailureKind.MALFORMED.exitCode());
        assertThat(ran.err()).contains("Where: leaf ");
    }
}
