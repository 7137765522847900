package org.folkmoot.trainers.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into records of fields by RFC 4180 §2, with LF as good as CRLF. A record may span lines in quotes.
 *
 * <p>An {@link IOException} is the reader's; everything else wrong is a {@link MalformedDataException}.
 */
final class CsvTokenizer {
    private static final int MAX_FIELD = 1 << 16;
    private static final int MAX_FIELDS = 1 << 20;
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final Reader in;
    private int peeked;
    private long line = 1;
    private long recordLine = 1;
    private final StringBuilder field = new StringBuilder();

    CsvTokenizer(Reader in) throws IOException {
        this.in = in;
        this.peeked = in.read();
        if (peeked == BYTE_ORDER_MARK) {
            peeked = in.read();
        }
    }

    /** {@return the line on which the record returned last begins, from 1} */
    long recordLine() {
        return recordLine;
    }

    /** {@return the fields of the next record, or an empty list at the end} */
    List<String> next() throws IOException, MalformedDataException {
        List<String> fields = new ArrayList<>();
        recordLine = line;
        if (peeked == END) {
            return fields;
        }
        boolean more = true;
        while (more) {
            if (fields.size() == MAX_FIELDS) {
                throw malformed("more fields", "at most " + MAX_FIELDS + " a record");
            }
            field.setLength(0);
            if (peeked == '"') {
                quoted();
            } else {
                unquoted();
            }
            fields.add(field.toString());
            more = endField();
        }
        return fields;
    }

    private void unquoted() throws IOException, MalformedDataException {
        while (peeked != END && peeked != ',' && peeked != '\n' && peeked != '\r') {
            if (peeked == '"') {
                throw malformed("a quote inside an unquoted field", "the whole field in quotes");
            }
            append();
        }
    }

    private void quoted() throws IOException, MalformedDataException {
        advance();
        while (true) {
            if (peeked == END) {
                throw malformed("end of data in a quoted field", "a closing quote");
            }
            if (peeked == '"') {
                advance();
                if (peeked != '"') {
                    return;
                }
            }
            append();
        }
    }

    /** Takes what ends a field. {@return whether another field follows in this record} */
    private boolean endField() throws IOException, MalformedDataException {
        if (peeked == ',') {
            advance();
            return true;
        }
        if (peeked == '\r') {
            advance();
            if (peeked != '\n') {
                throw malformed("a carriage return alone", "a line feed after it");
            }
        }
        if (peeked == '\n') {
            advance();
        } else if (peeked != END) {
            throw malformed("text after a closing quote", "a comma or the end of the line");
        }
        return false;
    }

    private void append() throws IOException, MalformedDataException {
        if (field.length() == MAX_FIELD) {
            throw malformed("a longer field", "at most " + MAX_FIELD + " characters");
        }
        field.append((char) peeked);
        advance();
    }

    private void advance() throws IOException {
        if (peeked == '\n') {
            line++;
        }
        peeked = in.read();
    }

    private MalformedDataException malformed(String found, String expected) {
        return new MalformedDataException("line " + line, found, expected);
    }
}
