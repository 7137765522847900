package org.folkmoot.trainers.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.folkmoot.api.Digest;

/**
 * Labelled examples: features of shape [examples][inputs], all finite, and a label in [0, classes) each.
 *
 * <p>Guarantees: never changes after construction, so it may be shared between threads. A {@link #subset} is a view on
 * the same storage and costs one int per example. {@link #toString()} shows sizes, never values.
 */
public final class Dataset {
    private static final byte[] DIGEST_DOMAIN = "folkmoot/dataset/1\n".getBytes(StandardCharsets.US_ASCII);

    private final float[] features;
    private final int[] labels;
    private final int inputs;
    private final int classes;
    /** Where in storage each example lies. */
    private final int[] rows;

    private Dataset(float[] features, int[] labels, int inputs, int classes, int[] rows) {
        this.features = features;
        this.labels = labels;
        this.inputs = inputs;
        this.classes = classes;
        this.rows = rows;
    }

    /**
     * {@return a data set with these values, copied}
     *
     * @param features row-major [examples][inputs], finite
     * @param labels [examples], each in [0, classes)
     * @param classes at least 2
     */
    public static Dataset of(float[] features, int[] labels, int inputs, int classes) {
        return adopt(features.clone(), labels.clone(), inputs, classes);
    }

    /** As {@link #of} without the copies, for arrays that nobody else keeps. */
    static Dataset adopt(float[] features, int[] labels, int inputs, int classes) {
        require(inputs >= 1, "inputs", inputs, ">= 1");
        require(classes >= 2, "classes", classes, ">= 2");
        require(
                features.length == (long) labels.length * inputs,
                "features",
                features.length,
                labels.length + " x " + inputs);
        for (int label : labels) {
            require(label >= 0 && label < classes, "label", label, "in [0, " + classes + ")");
        }
        for (float feature : features) {
            require(Float.isFinite(feature), "feature", feature, "finite");
        }
        int[] rows = new int[labels.length];
        Arrays.setAll(rows, i -> i);
        return new Dataset(features, labels, inputs, classes, rows);
    }

    /** {@return the number of examples} */
    public int size() {
        return rows.length;
    }

    /** {@return the number of features of each example} */
    public int inputs() {
        return inputs;
    }

    /** {@return the number of classes, whether or not each occurs} */
    public int classes() {
        return classes;
    }

    /** {@return the label of an example, in [0, classes)} */
    public int label(int example) {
        return labels[rows[example]];
    }

    /** {@return all labels in order, in a new array} */
    public int[] labels() {
        int[] copy = new int[rows.length];
        Arrays.setAll(copy, this::label);
        return copy;
    }

    /** Copies the features of an example to {@code target} from {@code offset} on. */
    public void copyRow(int example, float[] target, int offset) {
        System.arraycopy(features, rows[example] * inputs, target, offset, inputs);
    }

    /** Copies the features of an example to the position of {@code target}, which moves on; for memory outside the heap. */
    public void copyRow(int example, FloatBuffer target) {
        target.put(features, rows[example] * inputs, inputs);
    }

    /** {@return the examples at these positions, in this order, as a view on the same storage} */
    public Dataset subset(int[] indices) {
        int[] chosen = new int[indices.length];
        for (int i = 0; i < chosen.length; i++) {
            require(indices[i] >= 0 && indices[i] < rows.length, "index", indices[i], "in [0, " + rows.length + ")");
            chosen[i] = rows[indices[i]];
        }
        return new Dataset(features, labels, inputs, classes, chosen);
    }

    /** {@return a copy whose features are divided by this, rounded to float32 once} */
    public Dataset dividedBy(double divisor) {
        require(Double.isFinite(divisor) && divisor != 0, "divisor", divisor, "finite, not 0");
        float[] scaled = new float[rows.length * inputs];
        for (int example = 0; example < rows.length; example++) {
            copyRow(example, scaled, example * inputs);
        }
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (scaled[i] / divisor);
        }
        return adopt(scaled, labels(), inputs, classes);
    }

    /**
     * {@return a commitment to the examples in their order, the same for a view and a copy}
     *
     * <p>SHA-256 over {@code "folkmoot/dataset/1\n"}, then examples, inputs, classes as int32, then for each example its
     * features as float32 and its label as int32, all little-endian. Small or guessable data can be found by trying.
     */
    public Digest digest() {
        MessageDigest sha256 = Digest.newSha256();
        sha256.update(DIGEST_DOMAIN);
        sha256.update(littleEndian(12)
                .putInt(rows.length)
                .putInt(inputs)
                .putInt(classes)
                .flip());
        float[] row = new float[inputs];
        ByteBuffer example = littleEndian(Math.addExact(Math.multiplyExact(4, inputs), 4));
        for (int i = 0; i < rows.length; i++) {
            copyRow(i, row, 0);
            example.clear();
            for (float value : row) {
                example.putFloat(value);
            }
            sha256.update(example.putInt(label(i)).flip());
        }
        return Digest.of(sha256.digest());
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether both are views on the same storage} */
    @SuppressWarnings("ReferenceEquality") // the same array is what it asks for
    boolean sharesStorageWith(Dataset other) {
        return features == requireNonNull(other, "other").features;
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    @Override
    public String toString() {
        return "Dataset[" + rows.length + " x " + inputs + ", " + classes + " classes]";
    }
}
