package org.folkmoot.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class ResultFolderTest {
    private static final Result RESULT = new Result(
            "speed",
            "How fast | it is",
            new Machine(new TreeMap<>(Map.of("cores", "2", "cpu", "a \"quick\" one"))),
            List.of(
                    Figure.of("kept & met", "s", new Spread(1.5, 1, 2, 3)).atMost(2),
                    Figure.of("kept <missed>", "ms", new Spread(700, 650, 1e9, 3))
                            .atMost(100),
                    Figure.of("free", "bytes", new Spread(0.000123456, 0, 123_456, 3))),
            List.of("peer not installed"));

    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void keepResult() throws IOException {
        ResultFolder.open(root).put(RESULT);
    }

    @Test
    void readsBackExactlyWhatWasPut() throws IOException {
        assertThat(ResultFolder.open(root).all()).containsExactly(RESULT);
    }

    @Test
    void aLaterResultReplacesTheEarlierOne() throws IOException {
        Result later = new Result("speed", "again", RESULT.machine(), List.of(), List.of());

        ResultFolder.open(root).put(later);

        assertThat(ResultFolder.open(root).all()).containsExactly(later);
    }

    @Test
    void pageShowsEveryFigureWithSpreadAndWhetherTheTargetIsMet() throws IOException {
        ResultFolder.open(root).render();

        assertThat(Files.readString(root.resolve("README.md")))
                .contains("| kept & met | s | 1.5 | 1 | 2 | 3 | ≤ 2 | yes |")
                .contains("| kept <missed> | ms | 700 | 650 | 1000000000 | 3 | ≤ 100 | **no** |")
                .contains("| free | bytes | 0.000123 | 0 | 123000 | 3 |  |  |")
                .contains("- peer not installed")
                .contains("cores 2; cpu a \"quick\" one");
    }

    @Test
    void chartIsWellFormedAndHasABarForEachTarget() throws Exception {
        ResultFolder.open(root).render();

        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(root.resolve("targets.svg").toFile());
        assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2);
        assertThat(chart.getDocumentElement().getTextContent()).contains("75 %", "700 %", "kept <missed>");
    }

    @Test
    void refusesAFileThatIsNoResult() throws IOException {
        Files.writeString(root.resolve("other.json"), "{\"id\":\"other\"}");

        assertThatIOException().isThrownBy(() -> ResultFolder.open(root).all()).withMessageContaining("other.json");
    }
}
