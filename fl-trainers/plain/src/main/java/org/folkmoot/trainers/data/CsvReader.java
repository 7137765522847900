package org.folkmoot.trainers.data;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data set from comma-separated values, gzipped or not: one example a record, decimal features, one label.
 *
 * <p>Guarantees: foreign bytes give a data set or a {@link MalformedDataException} with the line, nothing else. Text is
 * UTF-8 with or without a byte order mark, quoting is that of RFC 4180 §2, lines end in CRLF or LF. Features are decimal numbers (no white space, no hex,
 * no NaN) that are finite as float32; labels are whole numbers in [0, classes). It stops at
 * 2^28 features, whatever gzip would unpack to.
 *
 * <p>Immutable: each {@code with} gives another reader.
 */
public final class CsvReader {
    private final int classes;
    private final boolean header;
    /** Position of the label; -1 for the last column or the named one. */
    private final int labelColumn;

    private final @Nullable String labelName;

    private CsvReader(int classes, boolean header, int labelColumn, @Nullable String labelName) {
        this.classes = classes;
        this.header = header;
        this.labelColumn = labelColumn;
        this.labelName = labelName;
    }

    /** {@return a reader that expects no header and the label in the last column} */
    public static CsvReader of(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: >= 2)");
        }
        return new CsvReader(classes, false, -1, null);
    }

    /** {@return this, with a first record that names the columns} */
    public CsvReader withHeader() {
        return new CsvReader(classes, true, labelColumn, labelName);
    }

    /** {@return this, with the label in the column at this position, from 0} */
    public CsvReader withLabelColumn(int column) {
        if (column < 0) {
            throw new IllegalArgumentException("column: " + column + " (expected: >= 0)");
        }
        return new CsvReader(classes, header, column, null);
    }

    /** {@return this, with the label in the column that the header, now expected, calls so} */
    public CsvReader withLabelColumn(String name) {
        return new CsvReader(classes, true, -1, requireNonNull(name, "name"));
    }

    /** {@return the data set in this file} */
    public Dataset read(Path file) throws IOException, MalformedDataException {
        return read(Files.readAllBytes(file));
    }

    /** {@return the data set in this stream, which is read to its end and left open} */
    public Dataset read(InputStream in) throws IOException, MalformedDataException {
        return read(in.readAllBytes());
    }

    /** {@return the data set in these bytes} */
    public Dataset read(byte[] bytes) throws MalformedDataException {
        try (Reader text = new BufferedReader(new InputStreamReader(
                MaybeGzip.open(bytes, "csv"),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            return read(new CsvTokenizer(text));
        } catch (CharacterCodingException e) {
            throw new MalformedDataException("csv", "malformed bytes", "UTF-8", e);
        } catch (IOException e) {
            throw MaybeGzip.broken("csv", e);
        }
    }

    private Dataset read(CsvTokenizer tokens) throws IOException, MalformedDataException {
        List<String> record = tokens.next();
        int label = labelColumn;
        if (header) {
            label = labelName == null ? labelColumn : columnNamed(labelName, record);
            int columns = record.size();
            record = tokens.next();
            requireColumns(record.isEmpty() ? columns : record.size(), columns, tokens.recordLine());
        }
        if (record.isEmpty()) {
            throw new MalformedDataException("line " + tokens.recordLine(), "end of data", "at least one example");
        }
        int columns = record.size();
        label = label < 0 ? columns - 1 : label;
        if (columns < 2 || label >= columns) {
            throw new MalformedDataException(
                    "line " + tokens.recordLine(), columns + " columns", "at least " + Math.max(2, label + 1));
        }
        var examples = new CsvExamples(columns, label, classes);
        for (; !record.isEmpty(); record = tokens.next()) {
            requireColumns(record.size(), columns, tokens.recordLine());
            examples.add(record, tokens.recordLine());
        }
        return examples.toDataset();
    }

    private static int columnNamed(String name, List<String> names) throws MalformedDataException {
        int column = names.indexOf(name);
        if (column < 0 || column != names.lastIndexOf(name)) {
            throw new MalformedDataException(
                    "line 1", column < 0 ? "no such column" : "two such columns", "one column " + name);
        }
        return column;
    }

    private static void requireColumns(int found, int expected, long line) throws MalformedDataException {
        if (found != expected) {
            throw new MalformedDataException("line " + line, found + " columns", String.valueOf(expected));
        }
    }
}
