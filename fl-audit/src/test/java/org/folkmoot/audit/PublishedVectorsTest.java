package org.folkmoot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

/** The vectors of other projects are all here, and for each kind there is a test that reads it. */
class PublishedVectorsTest {
    private static final List<Path> MODULES = List.of(Path.of("."), Path.of("../fl-core"));
    private static final int TOTAL = 466;

    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("merkle.inclusion-proof", 66),
            Map.entry("merkle.consistency-proof", 66),
            Map.entry("merkle.subtree-inclusion-proof", 136),
            Map.entry("merkle.subtree-consistency-proof", 79),
            Map.entry("merkle.root", 6),
            Map.entry("merkle.node", 10),
            Map.entry("merkle.compact-range", 6),
            Map.entry("merkle.hash", 3),
            Map.entry("merkle.accumulated", 3),
            Map.entry("sumdb.tile-path", 6),
            Map.entry("tiles.entries-path-for-index", 5),
            Map.entry("tiles.tile-path", 4),
            Map.entry("tiles.parse", 13),
            Map.entry("note.vkey", 3),
            Map.entry("note.sign", 1),
            Map.entry("note.sign-add", 1),
            Map.entry("note.open", 12),
            Map.entry("note.open-ecdsa", 1),
            Map.entry("note.vkey-cosig", 2),
            Map.entry("checkpoint.parse", 8),
            Map.entry("tlog-proof.marshal", 2),
            Map.entry("tlog-proof.reject", 5),
            Map.entry("witness.sequence", 1),
            Map.entry("witness.update", 3),
            Map.entry("policy.parse", 1),
            Map.entry("policy.reject", 4),
            Map.entry("dsse.sign", 1),
            Map.entry("jcs.canonicalize", 4),
            Map.entry("jcs.es6-numbers", 3),
            Map.entry("jcs.number", 5),
            Map.entry("oms.bundle", 6));

    @Test
    void everyVectorIsHereOnce() throws Exception {
        Map<String, Integer> found = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (JsonObject vector : vectors()) {
            if (COUNTS.containsKey(vector.string("kind"))) {
                found.merge(vector.string("kind"), 1, Integer::sum);
                assertThat(names.add(vector.string("kind") + " " + vector.string("name")))
                        .as(vector.string("name"))
                        .isTrue();
                assertThat(vector.string("source")).isNotEmpty();
            }
        }

        assertThat(found).isEqualTo(new TreeMap<>(COUNTS));
        assertThat(names).hasSize(TOTAL);
    }

    @Test
    void everyKindIsReadByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path module : MODULES) {
            for (Path file : filesUnder(module.resolve("src/test/java"), "Test.java")) {
                boolean itself = file.endsWith("PublishedVectorsTest.java");
                tests.append(itself ? "" : Files.readString(file));
            }
        }
        for (String kind : COUNTS.keySet()) {
            assertThat(tests.indexOf("\"" + kind + "\"")).as(kind).isNotNegative();
        }
    }

    private static List<JsonObject> vectors() throws Exception {
        List<JsonObject> all = new ArrayList<>();
        for (Path module : MODULES) {
            for (Path file : filesUnder(module.resolve("src/test/resources/vectors"), ".json")) {
                Json document = StrictJson.parse(Files.readAllBytes(file));
                if (((JsonObject) document).members().get("vectors") instanceof JsonArray vectors) {
                    all.addAll(vectors.objects());
                }
            }
        }
        return all;
    }

    private static List<Path> filesUnder(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
