package org.folkmoot.benchmarks.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows results as a Markdown page. */
final class MarkdownReport {
    private final List<String> lines = new ArrayList<>();

    private MarkdownReport() {}

    /**
     * {@return the page}
     *
     * @param results in the order in which they shall stand
     * @param chart file name of the chart beside the page
     */
    static String of(List<Result> results, String chart) {
        MarkdownReport report = new MarkdownReport();
        report.lines.add("# Results");
        report.lines.add("");
        report.lines.add(
                "Made from the JSON files in this folder by `RunAll`; do not edit. Each number is the median of its"
                        + " samples, with the least and the greatest beside it. A target is an upper bound on the median.");
        report.lines.add("");
        report.lines.add("![Figures with a target, in percent of it](" + chart + ")");
        results.forEach(report::section);
        return String.join("\n", report.lines) + "\n";
    }

    private void section(Result result) {
        lines.add("");
        lines.add("## " + result.id());
        lines.add("");
        lines.add(result.title());
        lines.add("");
        lines.add("| figure | unit | median | min | max | samples | target | met |");
        lines.add("|---|---|--:|--:|--:|--:|--:|---|");
        result.figures().forEach(figure -> lines.add(row(figure)));
        lines.add("");
        for (String remark : result.remarks()) {
            lines.add("- " + remark);
        }
        lines.add("- Taken on: " + machine(result.machine()));
    }

    private static String row(Figure figure) {
        Spread spread = figure.spread();
        return "| " + cell(figure.name()) + " | " + cell(figure.unit()) + " | " + Numbers.rounded(spread.median())
                + " | "
                + Numbers.rounded(spread.min()) + " | " + Numbers.rounded(spread.max()) + " | " + spread.samples()
                + " | "
                + figure.target().map(most -> "≤ " + Numbers.rounded(most)).orElse("")
                + " | " + figure.isMet().map(met -> met ? "yes" : "**no**").orElse("") + " |";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String machine(Machine machine) {
        List<String> facts = new ArrayList<>();
        for (Map.Entry<String, String> fact : machine.facts().entrySet()) {
            facts.add(fact.getKey() + " " + fact.getValue());
        }
        return String.join("; ", facts);
    }
}
