package org.folkmoot.benchmarks.result;

import java.util.List;
import java.util.Locale;

/**
 * Draws figures that have a target as bars in percent of it, with a whisker from the least to the greatest sample. Bars
 * that would leave the picture are cut, and their number still says how long they are.
 */
final class TargetChart {
    private static final int LABELS = 470;
    private static final int WIDTH = 900;
    private static final int ROW = 24;
    private static final int TOP = 30;
    private static final double PERCENT_SHOWN = 200;
    private static final double PER_PERCENT = (WIDTH - LABELS - 70) / PERCENT_SHOWN;

    private TargetChart() {}

    /** {@return the picture as SVG} */
    static String of(List<Result> results) {
        List<Figure> figures = results.stream()
                .flatMap(result -> result.figures().stream())
                .filter(figure -> figure.target().isPresent())
                .toList();
        int height = TOP + ROW * figures.size() + 10;
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, height));
        svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        for (int row = 0; row < figures.size(); row++) {
            append(figures.get(row), TOP + row * ROW, svg);
        }
        double target = x(100);
        svg.append(format("<text x=\"%.1f\" y=\"16\" text-anchor=\"middle\">target = 100 %%</text>%n", target));
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"20\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222222\" stroke-dasharray=\"4 3\"/>%n",
                target, target, height - 6));
        return svg.append("</svg>\n").toString();
    }

    private static void append(Figure figure, int y, StringBuilder svg) {
        double percentPerUnit = 100 / figure.target().orElseThrow();
        double median = figure.spread().median() * percentPerUnit;
        String colour = figure.isMet().orElse(false) ? "#3a7d5d" : "#b5483a";
        svg.append(format("<text x=\"8\" y=\"%d\">%s</text>%n", y + 15, escape(figure.name())));
        svg.append(format(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LABELS, y + 4, x(median) - LABELS, ROW - 8, colour));
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222222\"/>%n",
                x(figure.spread().min() * percentPerUnit),
                y + 12,
                x(figure.spread().max() * percentPerUnit),
                y + 12));
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s %%</text>%n",
                WIDTH - 8, y + 15, Numbers.rounded(median)));
    }

    private static double x(double percent) {
        return LABELS + Math.max(0, Math.min(percent, PERCENT_SHOWN)) * PER_PERCENT;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String format(String format, Object... args) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), args);
    }
}
