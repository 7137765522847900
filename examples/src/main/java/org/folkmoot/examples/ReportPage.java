package org.folkmoot.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as one page for the browser, which asks nobody for anything else. */
final class ReportPage {
    private static final String TEMPLATE = "report.html";

    private ReportPage() {}

    static void write(QuickstartResult result, Path file) throws IOException {
        String page = template()
                .replace("{{accuracy}}", percent(result.accuracy()))
                .replace("{{alone-mean}}", percent(result.aloneMean()))
                .replace("{{alone-min}}", percent(result.aloneMin()))
                .replace("{{clients}}", Integer.toString(result.clients().size()))
                .replace("{{seed}}", Long.toString(result.options().seed()))
                .replace("{{chart}}", AccuracyChart.svg(result))
                .replace("{{rounds}}", rounds(result.rounds()))
                .replace("{{per-client}}", perClient(result))
                .replace("{{proof-head}}", Html.escape(result.proof().lines().get(0)))
                .replace("{{proof}}", proof(result.proof().lines()))
                .replace("{{model}}", result.federation().modelDigest().hex())
                .replace("{{log-key}}", Html.escape(result.federation().logKey()));
        Files.writeString(file, page);
    }

    private static String template() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new FileNotFoundException(TEMPLATE + ": not beside the class (expected: in the same jar)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String rounds(List<RoundRow> rows) {
        return rows.stream()
                .map(row -> tableRow(
                        Integer.toString(row.round()),
                        percent(row.accuracy()),
                        percent(row.worst()),
                        percent(row.best()),
                        row.time().toMillis() + " ms",
                        String.format(Locale.ROOT, "%.1f kB", row.receivedBytes() / 1000.0)))
                .collect(Collectors.joining());
    }

    private static String perClient(QuickstartResult result) {
        List<Double> last = result.rounds().get(result.rounds().size() - 1).perClient();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < last.size(); i++) {
            ClientRow client = result.clients().get(i);
            rows.append(tableRow(
                    client.name(), Integer.toString(client.examples()), percent(client.alone()), percent(last.get(i))));
        }
        return rows.toString();
    }

    private static String tableRow(String head, String... cells) {
        StringBuilder row = new StringBuilder("<tr><th scope=\"row\">" + Html.escape(head) + "</th>");
        for (String cell : cells) {
            row.append("<td>").append(Html.escape(cell)).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static String proof(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> "<li>" + Html.escape(line.strip()) + "</li>\n")
                .collect(Collectors.joining());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
