package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.disclosure.ReleasedModel;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

final class QuickstartTest {
    @TempDir
    Path folder;

    @Test
    void leavesAVerifiedAndReplayedRun() throws Exception {
        QuickstartResult result = quickstart(1, 2, 2);

        assertThat(result.proof().isReplayed()).isTrue();
        assertThat(result.proof().rounds()).isEqualTo(2);
        assertThat(result.proof().checked().model()).isTrue();
        assertThat(result.proof().undisclosed().isNothing()).isTrue();
        assertThat(result.proof().model()).isEqualTo(result.federation().modelDigest());
        assertThat(result.proof().taints()).containsExactly("clear-updates");
        assertThat(out().resolve("ledger/log/checkpoint")).isRegularFile();
        assertThat(out().resolve("ledger/inputs")).isNotEmptyDirectory();
        assertThat(out().resolve("ledger/log.vkey"))
                .content()
                .contains(result.federation().logKey());
        assertThat(ReleasedModel.read(out().resolve("model")).parameters())
                .isEqualTo(result.federation().model());
    }

    @Test
    void writesAPageThatAsksNobody() throws Exception {
        quickstart(1, 2, 2);

        String page = Files.readString(out().resolve("report.html"));
        assertThat(page).doesNotContain("http://", "https://", "{{", "src=", "url(", "@import", "<link", "<script");
        assertThat(page).contains("✓ VERIFIED AND REPLAYED", "<caption>", "client-9", "prefers-color-scheme: dark");
        String chart = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + "</svg>".length());
        assertThat(chart).contains("<title id=", "<desc id=", "class=\"band\"", "class=\"alone\"", "class=\"shared\"");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void givesThePinnedModelWithAnyNumberOfThreads(int threads) throws Exception {
        QuickstartResult result = quickstart(1, 2, threads);

        assertThat(result.federation().modelDigest()).isEqualTo(pinnedModel());
    }

    @Test
    void givesAnotherModelForAnotherSeed() throws Exception {
        QuickstartResult result = quickstart(2, 2, 2);

        assertThat(result.federation().modelDigest()).isNotEqualTo(pinnedModel());
    }

    @Test
    void startsAnewOverItsOwnEarlierRun() throws Exception {
        quickstart(1, 2, 2);

        QuickstartResult second = quickstart(1, 1, 2);

        assertThat(second.proof().rounds()).isEqualTo(1);
    }

    @Test
    void tellsEachRoundAndTheProof() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        new Quickstart(Screen.of(told)).run(options(1, 2, 2));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsPattern("\n    1 +[0-9.]+ % +[0-9.]+ % +[0-9.]+ % +[0-9]+ ms +96\\.4 kB\n")
                .contains("\n    2 ", "✓ VERIFIED AND REPLAYED", "Alone, ", "report.html", "--log-key '")
                .doesNotContain("\r", "\u001b");
    }

    @Test
    void explainsOptionsItDoesNotKnow() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int code = new Quickstart(Screen.of(told)).run(List.of("--speed", "9"));

        assertThat(code).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("--speed: unknown", "--rounds N");
    }

    /** Five seeds give five partitions, first models and orders; the test digits are the same for all. */
    @Test
    @Tag("long")
    void beatsEveryClientAloneByFar() throws Exception {
        double together = 0;
        double alone = 0;
        for (int seed = 1; seed <= 5; seed++) {
            QuickstartResult result = quickstart(seed, 30, 2);
            together += result.accuracy() / 5;
            alone += result.aloneMean() / 5;
        }

        assertThat(together).isGreaterThanOrEqualTo(0.955);
        assertThat(alone).isBetween(0.60, 0.80);
    }

    private QuickstartResult quickstart(long seed, int rounds, int threads) throws Exception {
        return new Quickstart(Screen.of(OutputStream.nullOutputStream())).run(options(seed, rounds, threads));
    }

    private RunOptions options(long seed, int rounds, int threads) {
        return new RunOptions(seed, rounds, threads, Engine.PLAIN, out());
    }

    private Path out() {
        return folder.resolve("run");
    }

    private static Digest pinnedModel() {
        try (InputStream in = QuickstartTest.class.getResourceAsStream("quickstart-seed-1-rounds-2.model.txt")) {
            return Digest.parse(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
