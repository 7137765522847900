package org.folkmoot.trainers.data;

import java.util.Arrays;
import java.util.List;

/** Examples read so far, in arrays that grow. */
final class CsvExamples {
    private static final int MAX_FEATURES = 1 << 28;
    private static final int MAX_LABEL_DIGITS = 9;

    private final int columns;
    private final int labelColumn;
    private final int classes;
    private float[] features;
    private int[] labels = new int[1];
    private int filled;
    private int examples;

    CsvExamples(int columns, int labelColumn, int classes) {
        this.columns = columns;
        this.labelColumn = labelColumn;
        this.classes = classes;
        this.features = new float[columns - 1];
    }

    void add(List<String> record, long line) throws MalformedDataException {
        makeRoom(line);
        for (int column = 0; column < columns; column++) {
            String text = record.get(column);
            if (column == labelColumn) {
                labels[examples++] = parseLabel(text, line, column);
            } else {
                features[filled++] = parseFeature(text, line, column);
            }
        }
    }

    private void makeRoom(long line) throws MalformedDataException {
        if (examples == labels.length) {
            labels = Arrays.copyOf(labels, 2 * labels.length);
        }
        if (filled + columns - 1 > MAX_FEATURES) {
            throw new MalformedDataException("line " + line, "more features", "at most " + MAX_FEATURES);
        }
        if (filled + columns - 1 > features.length) {
            features = Arrays.copyOf(features, (int) Math.min(MAX_FEATURES, 2L * features.length));
        }
    }

    private int parseLabel(String text, long line, int column) throws MalformedDataException {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_LABEL_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int label = digits ? Integer.parseInt(text) : -1;
        if (label < 0 || label >= classes) {
            throw malformed("label", text, line, column, "a whole number in [0, " + classes + ")");
        }
        return label;
    }

    private static float parseFeature(String text, long line, int column) throws MalformedDataException {
        if (!text.isEmpty() && text.chars().allMatch(CsvExamples::isDecimal)) {
            try {
                float value = Float.parseFloat(text);
                if (Float.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw malformed("feature", text, line, column, "a decimal number");
            }
        }
        throw malformed("feature", text, line, column, "a decimal number, finite as float32");
    }

    private static boolean isDecimal(int c) {
        return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
    }

    private static MalformedDataException malformed(String what, String text, long line, int column, String expected) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return new MalformedDataException("line " + line + ", column " + column, what + " \"" + shown + "\"", expected);
    }

    Dataset toDataset() {
        return Dataset.adopt(Arrays.copyOf(features, filled), Arrays.copyOf(labels, examples), columns - 1, classes);
    }
}
