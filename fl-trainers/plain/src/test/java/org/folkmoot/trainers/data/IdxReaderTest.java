package org.folkmoot.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class IdxReaderTest {
    private static final byte[] LABELS = labels(0x801, 2, 1, 0);
    private static final byte[] IMAGES = images(0x803, 2, 1, 3, 0, 51, 255, 1, 2, 3);

    @Example
    void readsImagesAndLabelsGzippedOrNot() throws MalformedDataException {
        Dataset expected =
                Dataset.of(new float[] {0, 51 / 255f, 1, 1 / 255f, 2 / 255f, 3 / 255f}, new int[] {1, 0}, 3, 10);
        assertThat(IdxReader.read(IMAGES, LABELS, 10).digest()).isEqualTo(expected.digest());
        assertThat(IdxReader.read(CsvReaderTest.gzip(IMAGES), CsvReaderTest.gzip(LABELS), 10)
                        .digest())
                .isEqualTo(expected.digest());
    }

    @Property(tries = 300)
    void throwsNothingElseOnBytes(@ForAll @Size(max = 40) byte[] bytes) {
        onlyMalformed(bytes, LABELS);
        onlyMalformed(IMAGES, bytes);
    }

    @Example
    void throwsNothingElseOnDamage() {
        Random random = new Random(11);
        byte[] gzip = CsvReaderTest.gzip(IMAGES);
        for (int i = 0; i < 1000; i++) {
            byte[] source = i % 2 == 0 ? IMAGES : gzip;
            byte[] bad = Arrays.copyOf(source, random.nextInt(source.length) + 1);
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            onlyMalformed(bad, LABELS);
        }
    }

    private static void onlyMalformed(byte[] images, byte[] labels) {
        try {
            IdxReader.read(images, labels, 10);
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageContaining("expected: ");
        }
    }

    @Example
    void saysWhereAndWhy() {
        refuses(images(0x802, 2, 1, 3, 0, 0, 0, 0, 0, 0), LABELS, "images: offset 0: magic 0x00000802");
        refuses(LABELS, LABELS, "images: offset 0: magic 0x00000801 (expected: magic 0x00000803)");
        refuses(images(0x803, 2, 1, 3, 0, 0), LABELS, "images: 2 values (expected: 6, as its header says)");
        refuses(images(0x803, 1, 1, 3, 0, 0, 0, 0), LABELS, "images: more values");
        refuses(images(0x803, 1, 1, 3, 0, 0, 0), LABELS, "2 labels (expected: as many as images, 1)");
        refuses(images(0x803, -1, 28, 28), LABELS, "images: offset 4: extent 4294967295");
        refuses(images(0x803, 60000, 28000, 28000), LABELS, "images: offset 8");
        refuses(images(0x803, 2, 0, 3), LABELS, "images: offset 8: extent 0");
        refuses(IMAGES, labels(0x801, 2, 1, 10), "labels: offset 9: label 10 (expected: in [0, 10))");
        byte[] gzip = CsvReaderTest.gzip(IMAGES);
        refuses(Arrays.copyOf(gzip, gzip.length - 9), LABELS, "gzip");
        refuses(new byte[] {0, 0}, LABELS, "images: offset 0: end of data");
    }

    private static void refuses(byte[] images, byte[] labels, String message) {
        assertThatThrownBy(() -> IdxReader.read(images, labels, 10))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(message);
    }

    private static byte[] images(int magic, int n, int rows, int columns, int... pixels) {
        return file(new int[] {magic, n, rows, columns}, pixels);
    }

    private static byte[] labels(int magic, int n, int... values) {
        return file(new int[] {magic, n}, values);
    }

    private static byte[] file(int[] header, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + values.length);
        for (int field : header) {
            bytes.putInt(field);
        }
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }
}
