package org.folkmoot.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CsvReaderTest {
    @Property(tries = 100)
    void readsBackWhatWasWritten(@ForAll @Size(min = 2, max = 60) float[] values, @ForAll boolean crlf)
            throws MalformedDataException {
        var text = new StringBuilder();
        var features = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            features[i] = Float.isFinite(values[i]) ? values[i] : 0;
            text.append('"').append(features[i]).append("\",").append(i % 3).append(crlf ? "\r\n" : "\n");
        }
        int[] labels = new int[values.length];
        Arrays.setAll(labels, i -> i % 3);
        Dataset expected = Dataset.of(features, labels, 1, 3);
        assertThat(CsvReader.of(3).read(utf8(text.toString())).digest()).isEqualTo(expected.digest());
        assertThat(CsvReader.of(3).read(gzip(utf8(text.toString()))).digest()).isEqualTo(expected.digest());
    }

    @Property(tries = 500)
    void throwsNothingElseOnText(
            @ForAll
                    @StringLength(max = 40)
                    @CharRange(from = '+', to = '9')
                    @CharRange(from = '"', to = '"')
                    @CharRange(from = '\n', to = '\r')
                    String text) {
        onlyMalformed(utf8(text));
    }

    @Property(tries = 300)
    void throwsNothingElseOnBytes(@ForAll @Size(max = 64) byte[] bytes) {
        onlyMalformed(bytes);
    }

    @Example
    void throwsNothingElseOnDamagedGzip() {
        byte[] good = gzip(utf8("1,2,0\n3,4,1\n".repeat(200)));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            onlyMalformed(bad);
        }
    }

    private static void onlyMalformed(byte[] bytes) {
        try {
            CsvReader.of(3).read(bytes);
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageContaining("expected: ");
        }
    }

    @Example
    void readsQuotesHeaderAndNamedLabel() throws MalformedDataException {
        Dataset expected = Dataset.of(new float[] {1.5f, -2, 3e2f, 4}, new int[] {1, 0}, 2, 2);
        String text = "a,\"the \"\"label\"\",\nof it\",b\r\n1.5,1,\"-2\"\r\n3e2,0,4";
        assertThat(CsvReader.of(2)
                        .withLabelColumn("the \"label\",\nof it")
                        .read(utf8(text))
                        .digest())
                .isEqualTo(expected.digest());
        assertThat(CsvReader.of(2)
                        .withHeader()
                        .withLabelColumn(1)
                        .read(utf8("\ufeff" + text + "\r\n"))
                        .digest())
                .isEqualTo(expected.digest());
    }

    @Example
    void saysWhereAndWhy() {
        refuses("", "line 1: end of data");
        refuses("1,0\n1,2,0\n", "line 2: 3 columns (expected: 2)");
        refuses("1,0\n\n2,0\n", "line 2: 1 columns (expected: 2)");
        refuses("1,0\nx,0\n", "line 2, column 0: feature \"x\"");
        refuses("1,0\nNaN,0\n", "feature \"NaN\"");
        refuses("1e99,0\n", "finite as float32");
        refuses("1,3\n", "line 1, column 1: label \"3\" (expected: a whole number in [0, 3))");
        refuses("1,-1\n", "label \"-1\"");
        refuses("1,1.0\n", "label \"1.0\"");
        refuses("1,\"0\n", "closing quote");
        refuses("1,\"0\"0\n", "text after a closing quote");
        refuses("1,0\"\n", "quote inside an unquoted field");
        refuses("1,0\r2,0\n", "carriage return alone");
        refuses("1\n", "1 columns (expected: at least 2)");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> CsvReader.of(3).read(utf8(text)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(message);
    }

    @Example
    void refusesBrokenEncodings() {
        byte[] gzip = gzip(utf8("1,0\n".repeat(100)));
        assertThatThrownBy(() -> CsvReader.of(3).read(Arrays.copyOf(gzip, gzip.length - 9)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("gzip");
        assertThatThrownBy(() -> CsvReader.of(3).read(new byte[] {'1', ',', (byte) 0xff}))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CsvReader.of(3).withLabelColumn("c").read(utf8("a,b\n1,2\n")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no such column");
    }

    @Example
    void refusesAFieldWithoutEnd() {
        assertThatThrownBy(() -> CsvReader.of(3).read(gzip(utf8("\"" + "9".repeat(1 << 20)))))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("at most 65536 characters");
        assertThatCode(() -> CsvReader.of(3).read(utf8("0." + "1".repeat(5000) + ",0")))
                .doesNotThrowAnyException();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
