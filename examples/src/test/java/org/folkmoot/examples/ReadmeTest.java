package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README shows the code that is compiled here, to the letter. */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path GUIDE = Path.of("..", "docs/guide/aggregation.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "folkmoot", "examples");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- sample: (\\w+) -->\\s*```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMPILED =
            Pattern.compile("\\n *// sample: (\\w+)\\n(.*?)\\n *// end of sample\\n", Pattern.DOTALL);

    @Test
    void compilesTheSamplesOfTheReadme() throws IOException {
        Map<String, String> compiled = compiled();

        assertThat(compiled).containsOnlyKeys("embed", "trainer", "gate", "rule");
        assertThat(codeLines(compiled.getOrDefault("embed", ""))).hasSizeLessThanOrEqualTo(12);
        assertThat(codeLines(compiled.getOrDefault("trainer", ""))).hasSizeLessThanOrEqualTo(15);
        assertThat(codeLines(compiled.getOrDefault("rule", ""))).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void showsThemToTheLetter() throws IOException {
        assumeTrue(Files.exists(README), "there is no README yet");
        Map<String, String> shown = samples(SHOWN, Files.readString(README));

        assertThat(shown).containsKeys("embed", "trainer", "rule");
        Map<String, String> compiled = compiled();
        assertThat(shown).allSatisfy((name, code) -> assertThat(code).isEqualTo(compiled.get(name)));
        assertThat(samples(SHOWN, Files.readString(GUIDE)))
                .containsOnlyKeys("rule")
                .allSatisfy((name, code) -> assertThat(code).isEqualTo(compiled.get(name)));
    }

    @Test
    void cutsTheSamplesOutOfText() {
        assertThat(samples(COMPILED, "\n    // sample: a\n    if (x) {\n\n        y();\n    }\n    // end of sample\n"))
                .containsExactly(Map.entry("a", "if (x) {\n\n    y();\n}"));
        assertThat(samples(SHOWN, "<!-- sample: a -->\n```java\nx();\n```\n```java\nz();\n```\n"))
                .containsExactly(Map.entry("a", "x();"));
    }

    private static Map<String, String> compiled() throws IOException {
        return samples(
                COMPILED,
                Files.readString(SOURCES.resolve("ReadmeSample.java"))
                        + Files.readString(SOURCES.resolve("MeanTrainer.java"))
                        + Files.readString(SOURCES.resolve("MidMean.java")));
    }

    private static Map<String, String> samples(Pattern pattern, String text) {
        Map<String, String> samples = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            samples.put(matcher.group(1), matcher.group(2).stripIndent().strip());
        }
        return samples;
    }

    private static List<String> codeLines(String code) {
        return code.lines().filter(line -> !line.isBlank()).collect(Collectors.toList());
    }
}
