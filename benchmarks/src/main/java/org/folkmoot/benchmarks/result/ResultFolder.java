package org.folkmoot.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** Keeps one JSON file for each benchmark, and the page and the chart made from all of them. */
public final class ResultFolder {
    private static final String PAGE = "README.md";
    private static final String CHART = "targets.svg";
    private static final String JSON = ".json";

    private final Path root;

    private ResultFolder(Path root) {
        this.root = root;
    }

    /** {@return the results in this folder, which is made if it does not exist} */
    public static ResultFolder open(Path root) throws IOException {
        return new ResultFolder(Files.createDirectories(root));
    }

    /** Keeps a result in place of an earlier one of the same benchmark. */
    public void put(Result result) throws IOException {
        Files.writeString(root.resolve(result.id() + JSON), IndentedJson.write(result.toJson()));
    }

    /** {@return all results, by id} */
    public List<Result> all() throws IOException {
        List<Result> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(JSON))
                    .sorted()
                    .toList()) {
                results.add(read(file));
            }
        }
        return results;
    }

    /** Makes page and chart anew from the JSON files. */
    public void render() throws IOException {
        List<Result> results = all();
        Files.writeString(root.resolve(PAGE), MarkdownReport.of(results, CHART));
        Files.writeString(root.resolve(CHART), TargetChart.of(results));
    }

    private static Result read(Path file) throws IOException {
        try {
            if (StrictJson.parse(Files.readAllBytes(file)) instanceof JsonObject json) {
                return Result.fromJson(json);
            }
            throw new MalformedJsonException("not an object");
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
