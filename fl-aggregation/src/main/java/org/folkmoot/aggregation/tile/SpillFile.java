package org.folkmoot.aggregation.tile;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * The updates of one round in a temporary file of their canonical bytes, one after the other, mapped into memory.
 *
 * <p>Guarantees: heap does not grow with their number; the file can be read by its owner only, and is gone when this is
 * closed or the process ends, where the operating system lets open files be removed. Appending is for one thread; reading
 * what was appended for any.
 */
public final class SpillFile implements UpdateRows, AutoCloseable {
    private final ParameterLayout layout;
    private final FileChannel file;
    private final List<MappedByteBuffer> rows = new ArrayList<>();
    private int filled;

    private SpillFile(ParameterLayout layout, FileChannel file) {
        this.layout = layout;
        this.file = file;
    }

    /**
     * {@return an empty file for updates of this layout}
     *
     * @throws IOException if there can be no temporary file
     */
    public static SpillFile create(ParameterLayout layout) throws IOException {
        Path path = Files.createTempFile("folkmoot-updates-", ".tmp");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new SpillFile(layout, file);
    }

    /** Appends an update of the layout; it is the row after all others. */
    public void append(ParameterVector update) throws IOException {
        if (!update.layout().equals(layout)) {
            throw new IllegalArgumentException("layout: " + update.layout() + " (expected: " + layout + ")");
        }
        long start = filled * layout.bytes();
        file.position(start);
        update.writeTo(file);
        if (filled == rows.size()) {
            MappedByteBuffer row = file.map(FileChannel.MapMode.READ_ONLY, start, layout.bytes());
            row.order(ByteOrder.LITTLE_ENDIAN);
            rows.add(row);
        }
        filled++;
    }

    /** Forgets all updates; their room in the file, and what is mapped of it, is used again. */
    public void clear() {
        filled = 0;
    }

    @Override
    public int rows() {
        return filled;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void read(int row, int from, int length, double[] target, int offset) {
        MappedByteBuffer mapped = rows.get(row);
        if (layout.elementType() == ElementType.FLOAT64) {
            mapped.asDoubleBuffer().get(from, target, offset, length);
            return;
        }
        float[] floats = new float[length];
        mapped.asFloatBuffer().get(from, floats);
        for (int i = 0; i < length; i++) {
            target[offset + i] = floats[i];
        }
    }

    @Override
    public void read(int row, int from, int length, float[] target, int offset) {
        if (layout.elementType() != ElementType.FLOAT32) {
            throw new IllegalArgumentException("element type: " + layout.elementType() + " (expected: FLOAT32)");
        }
        rows.get(row).asFloatBuffer().get(from, target, offset, length);
    }

    @Override
    public void close() throws IOException {
        filled = 0;
        rows.clear();
        file.close();
    }
}
