package org.folkmoot.api.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model, or a difference of two, as one flat immutable vector with its layout.
 *
 * <p>Guarantees: never changes after construction, so it may be shared between threads and kept without copying;
 * equality compares bits. Values may be NaN or infinite: whoever takes a vector from a stranger asks
 * {@link #firstNonFinite()}. {@link #toString()} shows the size, never values.
 */
public final class ParameterVector {
    private static final int HASHED_BYTES = 1 << 16;
    private static final int WRITTEN_BYTES = 1 << 18;
    private static final int PIECE = 1024;

    private final ParameterLayout layout;
    private final float[] floats;
    private final double[] doubles;
    private volatile @Nullable Digest digest;

    private ParameterVector(ParameterLayout layout, float[] floats, double[] doubles) {
        this.layout = layout;
        this.floats = floats;
        this.doubles = doubles;
        int given = layout.elementType() == ElementType.FLOAT32 ? floats.length : doubles.length;
        if (given != layout.size()) {
            throw new IllegalArgumentException("values: " + given + " (expected: " + layout.size() + ")");
        }
    }

    /** {@return a float32 vector with these values, copied} */
    public static ParameterVector of(ParameterLayout layout, float[] values) {
        requireType(layout, ElementType.FLOAT32);
        return new ParameterVector(layout, values.clone(), new double[0]);
    }

    /** {@return a vector of either element type with these values, rounded to the element type} */
    public static ParameterVector of(ParameterLayout layout, double[] values) {
        if (layout.elementType() == ElementType.FLOAT64) {
            return new ParameterVector(layout, new float[0], values.clone());
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return new ParameterVector(layout, rounded, new double[0]);
    }

    /**
     * {@return a vector of either element type that is computed piece by piece}, each value rounded to the element type:
     * for results that are not wanted in double as a whole.
     *
     * @param values computes the elements from one position on
     */
    public static ParameterVector computed(ParameterLayout layout, Piece values) {
        boolean single = layout.elementType() == ElementType.FLOAT32;
        float[] floats = new float[single ? layout.size() : 0];
        double[] doubles = new double[single ? 0 : layout.size()];
        double[] piece = new double[Math.min(PIECE, layout.size())];
        for (int from = 0; from < layout.size(); from += piece.length) {
            int length = Math.min(piece.length, layout.size() - from);
            values.compute(from, piece, length);
            if (single) {
                for (int i = 0; i < length; i++) {
                    floats[from + i] = (float) piece[i];
                }
            } else {
                System.arraycopy(piece, 0, doubles, from, length);
            }
        }
        return new ParameterVector(layout, floats, doubles);
    }

    /** Computes a stretch of a vector. */
    @FunctionalInterface
    public interface Piece {
        /** Writes {@code length} elements, those from position {@code from} on, to the beginning of {@code out}. */
        void compute(int from, double[] out, int length);
    }

    /** {@return a float32 vector with the values between position and limit, copied; for memory outside the heap} */
    public static ParameterVector of(ParameterLayout layout, FloatBuffer values) {
        requireType(layout, ElementType.FLOAT32);
        float[] copy = new float[values.remaining()];
        values.duplicate().get(copy);
        return new ParameterVector(layout, copy, new double[0]);
    }

    /** {@return the vector of zeros} */
    public static ParameterVector zeros(ParameterLayout layout) {
        return of(layout, new double[layout.size()]);
    }

    /**
     * {@return the vector with these canonical bytes: elements in order, little-endian}
     *
     * @throws IllegalArgumentException if the length does not fit the layout
     */
    public static ParameterVector fromBytes(ParameterLayout layout, byte[] bytes) {
        if (bytes.length != layout.bytes()) {
            throw new IllegalArgumentException("bytes: " + bytes.length + " (expected: " + layout.bytes() + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[0];
        double[] doubles = new double[0];
        if (layout.elementType() == ElementType.FLOAT32) {
            floats = new float[layout.size()];
            in.asFloatBuffer().get(floats);
        } else {
            doubles = new double[layout.size()];
            in.asDoubleBuffer().get(doubles);
        }
        return new ParameterVector(layout, floats, doubles);
    }

    /** {@return what the positions mean} */
    public ParameterLayout layout() {
        return layout;
    }

    /** {@return the number of elements} */
    public int size() {
        return layout.size();
    }

    /** {@return the element at a position, widened} */
    public double get(int index) {
        return isFloat32() ? floats[index] : doubles[index];
    }

    /** Copies {@code length} elements from position {@code from} into {@code target} at {@code offset}, widened. */
    public void copyTo(int from, double[] target, int offset, int length) {
        if (isFloat32()) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = floats[from + i];
            }
        } else {
            System.arraycopy(doubles, from, target, offset, length);
        }
    }

    /**
     * Copies all elements to the position of {@code target}, which moves on; for memory outside the heap.
     *
     * @throws IllegalArgumentException if the layout is float64
     */
    public void copyTo(FloatBuffer target) {
        requireType(layout, ElementType.FLOAT32);
        target.put(floats);
    }

    /** {@return all elements, widened, in a new array} */
    public double[] toDoubleArray() {
        double[] values = new double[size()];
        copyTo(0, values, 0, values.length);
        return values;
    }

    /** {@return all elements as float32 in a new array, rounded where the layout is float64} */
    public float[] toFloatArray() {
        if (isFloat32()) {
            return floats.clone();
        }
        float[] rounded = new float[doubles.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) doubles[i];
        }
        return rounded;
    }

    /** {@return the canonical bytes: elements in order, little-endian} */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(layout.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        if (isFloat32()) {
            out.asFloatBuffer().put(floats);
        } else {
            out.asDoubleBuffer().put(doubles);
        }
        return out.array();
    }

    /** Writes the canonical bytes, a piece at a time. */
    public void writeTo(WritableByteChannel out) throws IOException {
        int width = layout.elementType().bytes();
        int step = Math.min(WRITTEN_BYTES / width, Math.max(1, size()));
        ByteBuffer piece = ByteBuffer.allocateDirect(step * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < size(); from += step) {
            int length = Math.min(step, size() - from);
            piece.clear();
            copyTo(from, piece, length);
            piece.limit(length * width);
            while (piece.hasRemaining()) {
                out.write(piece);
            }
        }
    }

    private void copyTo(int from, ByteBuffer piece, int length) {
        if (isFloat32()) {
            piece.asFloatBuffer().put(floats, from, length);
        } else {
            piece.asDoubleBuffer().put(doubles, from, length);
        }
    }

    /**
     * {@return the SHA-256 of the canonical bytes}: what {@code sha256sum parameters.bin} prints. It does not cover the
     * layout; charter and program do. Computed once, then remembered.
     */
    public Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = hash();
            digest = known;
        }
        return known;
    }

    private Digest hash() {
        MessageDigest sha256 = Digest.newSha256();
        ByteBuffer piece = ByteBuffer.allocate(HASHED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int step = HASHED_BYTES / layout.elementType().bytes();
        for (int from = 0, size = size(); from < size; from += step) {
            int length = Math.min(step, size - from);
            copyTo(from, piece, length);
            sha256.update(piece.array(), 0, length * layout.elementType().bytes());
        }
        return Digest.of(sha256.digest());
    }

    /** {@return this minus other, each difference rounded to the element type once} */
    public ParameterVector minus(ParameterVector other) {
        requireSameLayout(other);
        if (isFloat32()) {
            float[] difference = new float[floats.length];
            for (int i = 0; i < difference.length; i++) {
                difference[i] = floats[i] - other.floats[i];
            }
            return new ParameterVector(layout, difference, doubles);
        }
        double[] difference = new double[doubles.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = doubles[i] - other.doubles[i];
        }
        return new ParameterVector(layout, floats, difference);
    }

    /** {@return the first position that holds NaN or an infinity, or -1} */
    public int firstNonFinite() {
        return firstBeyond(isFloat32() ? Float.MAX_VALUE : Double.MAX_VALUE);
    }

    /** {@return the first position whose magnitude exceeds the bound, or -1} NaN exceeds every bound. */
    public int firstBeyond(double maxAbs) {
        return isFloat32() ? firstBeyond(floats, maxAbs) : firstBeyond(doubles, maxAbs);
    }

    private static int firstBeyond(float[] values, double maxAbs) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs((double) values[i]) <= maxAbs)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstBeyond(double[] values, double maxAbs) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= maxAbs)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isFloat32() {
        return layout.elementType() == ElementType.FLOAT32;
    }

    private void requireSameLayout(ParameterVector other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("layout: " + other.layout + " (expected: " + layout + ")");
        }
    }

    private static void requireType(ParameterLayout layout, ElementType type) {
        if (layout.elementType() != type) {
            throw new IllegalArgumentException("element type: " + layout.elementType() + " (expected: " + type + ")");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterVector vector
                && layout.equals(vector.layout)
                && sameBits(floats, vector.floats)
                && sameBits(doubles, vector.doubles);
    }

    private static boolean sameBits(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameBits(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * layout.hashCode() + (isFloat32() ? Arrays.hashCode(floats) : Arrays.hashCode(doubles));
    }

    @Override
    public String toString() {
        return "ParameterVector[" + size() + " x " + layout.elementType() + "]";
    }
}
