package org.folkmoot.examples;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The accuracy of a run, round by round, as inline SVG. Colours and dashes come from the page's style. */
final class AccuracyChart {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 230;
    private static final int LEFT = 38;
    private static final int RIGHT = WIDTH - 8;
    private static final int TOP = 10;
    private static final int BOTTOM = HEIGHT - 34;

    private final QuickstartResult result;
    private final int rounds;

    private AccuracyChart(QuickstartResult result) {
        this.result = result;
        this.rounds = result.rounds().size();
    }

    static String svg(QuickstartResult result) {
        return new AccuracyChart(result).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"chart-title chart-desc\">", WIDTH, HEIGHT);
        add(svg, "<title id=\"chart-title\">Accuracy of the shared model, round by round</title>");
        add(svg, "<desc id=\"chart-desc\">%s</desc>", Html.escape(description()));
        drawAxes(svg);
        add(svg, "<polygon class=\"band\" points=\"%s%s\"/>", points(RoundRow::best), backwards(RoundRow::worst));
        double alone = y(result.aloneMean());
        add(svg, "<line class=\"alone\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, RIGHT, alone, alone);
        add(svg, "<polyline class=\"shared\" points=\"%s\"/>", points(RoundRow::accuracy));
        add(svg, "</svg>");
        return svg.toString();
    }

    private String description() {
        RoundRow first = result.rounds().get(0);
        return String.format(
                Locale.ROOT,
                "On the test digits the shared model rises from %.1f %% after round 1 to %.1f %% after round %d. On the"
                        + " clients' own digits it ends between %.1f %% and %.1f %%. A client alone reaches %.1f %% on"
                        + " average. The table of rounds has the same numbers.",
                100 * first.accuracy(),
                100 * result.accuracy(),
                rounds,
                100 * last().worst(),
                100 * last().best(),
                100 * result.aloneMean());
    }

    private RoundRow last() {
        return result.rounds().get(rounds - 1);
    }

    private void drawAxes(StringBuilder svg) {
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            add(svg, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, RIGHT, y, y);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>", LEFT - 4, y + 3.5, percent);
        }
        int step = Math.max(1, (rounds + 5) / 6);
        for (int round = step; round <= rounds; round += step) {
            add(svg, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(round), BOTTOM + 15, round);
        }
        add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">round</text>", (LEFT + RIGHT) / 2, BOTTOM + 29);
    }

    private String points(ToDoubleFunction<RoundRow> value) {
        StringBuilder points = new StringBuilder();
        result.rounds().forEach(row -> addPoint(points, row, value));
        return points.toString();
    }

    private String backwards(ToDoubleFunction<RoundRow> value) {
        StringBuilder points = new StringBuilder();
        List<RoundRow> rows = result.rounds();
        for (int i = rows.size() - 1; i >= 0; i--) {
            addPoint(points, rows.get(i), value);
        }
        return points.toString();
    }

    private void addPoint(StringBuilder points, RoundRow row, ToDoubleFunction<RoundRow> value) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(row.round()), y(value.applyAsDouble(row))));
    }

    private double x(int round) {
        return rounds == 1 ? (LEFT + RIGHT) / 2.0 : LEFT + (RIGHT - LEFT) * (round - 1.0) / (rounds - 1);
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
