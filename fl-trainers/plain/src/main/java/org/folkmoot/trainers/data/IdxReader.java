package org.folkmoot.trainers.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads MNIST-like images and labels in IDX form, gzipped or not (LeCun, Cortes and Burges, "The MNIST database", file
 * formats).
 *
 * <p>Guarantees: foreign bytes give a data set or a {@link MalformedDataException}, nothing else. Sizes that a file
 * declares are capped at {@value #MAX_PIXELS} pixels and must be the sizes it has; memory is taken as bytes arrive, not
 * as they are promised. Pixels become features in [0, 1], divided by 255 and rounded to float32.
 */
public final class IdxReader {
    /** The most pixels, over all images, that it reads. */
    public static final int MAX_PIXELS = 1 << 29;

    private static final int IMAGES_MAGIC = 0x00000803;
    private static final int LABELS_MAGIC = 0x00000801;

    private IdxReader() {}

    /**
     * {@return the images in one file with the labels in another}
     *
     * @param classes labels must be in [0, classes)
     */
    public static Dataset read(Path images, Path labels, int classes) throws IOException, MalformedDataException {
        return read(Files.readAllBytes(images), Files.readAllBytes(labels), classes);
    }

    /** {@return the images and labels in these bytes} */
    public static Dataset read(byte[] images, byte[] labels, int classes) throws MalformedDataException {
        if (classes < 2 || classes > 256) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: in [2, 256])");
        }
        IdxFile imageFile = parse(images, "images", IMAGES_MAGIC, 3);
        IdxFile labelFile = parse(labels, "labels", LABELS_MAGIC, 1);
        int examples = imageFile.extent(0);
        if (labelFile.extent(0) != examples) {
            throw new MalformedDataException(
                    "labels: offset 4", labelFile.extent(0) + " labels", "as many as images, " + examples);
        }
        int inputs = imageFile.extent(1) * imageFile.extent(2);
        return Dataset.adopt(pixels(imageFile), labels(labelFile, classes), inputs, classes);
    }

    private static float[] pixels(IdxFile file) {
        float[] features = new float[file.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = file.value(i) / 255f;
        }
        return features;
    }

    private static int[] labels(IdxFile file, int classes) throws MalformedDataException {
        int[] labels = new int[file.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = file.value(i);
            if (labels[i] >= classes) {
                throw new MalformedDataException(
                        "labels: offset " + (8L + i), "label " + labels[i], "in [0, " + classes + ")");
            }
        }
        return labels;
    }

    private static IdxFile parse(byte[] bytes, String name, int magic, int dimensions) throws MalformedDataException {
        try (InputStream in = MaybeGzip.open(bytes, name)) {
            int found = readInt(in, name, 0);
            if (found != magic) {
                throw new MalformedDataException(name + ": offset 0", hex(found), hex(magic));
            }
            int[] extents = new int[dimensions];
            long size = 1;
            for (int d = 0; d < dimensions; d++) {
                extents[d] = readInt(in, name, 4 + 4 * d);
                boolean fits = extents[d] >= (d == 0 ? 0 : 1) && extents[d] <= MAX_PIXELS;
                size *= extents[d];
                if (!fits || size > MAX_PIXELS) {
                    throw new MalformedDataException(
                            name + ": offset " + (4 + 4 * d),
                            "extent " + Integer.toUnsignedString(extents[d]),
                            "positive, at most " + MAX_PIXELS + " in all");
                }
            }
            return new IdxFile(extents, readBody(in, name, (int) size));
        } catch (IOException e) {
            throw MaybeGzip.broken(name, e);
        }
    }

    private static byte[] readBody(InputStream in, String name, int size) throws IOException, MalformedDataException {
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new MalformedDataException(name, body.length + " values", size + ", as its header says");
        }
        if (in.read() >= 0) {
            throw new MalformedDataException(name, "more values", size + ", as its header says");
        }
        return body;
    }

    private static int readInt(InputStream in, String name, int offset) throws IOException, MalformedDataException {
        byte[] four = in.readNBytes(4);
        if (four.length < 4) {
            throw new MalformedDataException(name + ": offset " + offset, "end of data", "a header field of 4 bytes");
        }
        return (four[0] & 0xff) << 24 | (four[1] & 0xff) << 16 | (four[2] & 0xff) << 8 | (four[3] & 0xff);
    }

    private static String hex(int value) {
        return String.format("magic 0x%08x", value);
    }

    /** The extents and unsigned bytes of one file. */
    private static final class IdxFile {
        private final int[] extents;
        private final byte[] values;

        IdxFile(int[] extents, byte[] values) {
            this.extents = extents;
            this.values = values;
        }

        int extent(int dimension) {
            return extents[dimension];
        }

        int size() {
            return values.length;
        }

        int value(int index) {
            return values[index] & 0xff;
        }
    }
}
