package org.folkmoot.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that exist. */
class ThreatModelTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)\\.([a-zA-Z0-9]+)`");
    private static final int LEAST = 25;

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        Matcher named = NAMED.matcher(Files.readString(Path.of("../docs/spec/threat-model.md")));
        int count = 0;
        while (named.find()) {
            assertThat(sources.getOrDefault(named.group(1), "")).contains("void " + named.group(2) + "(");
            count++;
        }
        assertThat(count).isGreaterThan(LEAST);
    }
}
