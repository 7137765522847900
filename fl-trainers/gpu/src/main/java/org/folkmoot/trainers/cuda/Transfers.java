package org.folkmoot.trainers.cuda;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Copies between arrays and a card's memory, by way of staging memory that is made when first needed. */
final class Transfers {
    private static final int STAGING_BYTES = 32 << 20;

    private final Driver driver;
    private final EventClock clock;
    private final List<Staging> staging = new ArrayList<>();

    Transfers(Driver driver, EventClock clock) {
        this.driver = driver;
        this.clock = clock;
    }

    void upload(DeviceMemory target, int rows, int width, RowSource source) throws GpuException {
        Staging stage = staging();
        int piece = Math.min(width, stage.bytes() / Float.BYTES);
        int together = piece < width ? 1 : Math.max(1, stage.bytes() / Float.BYTES / width);
        for (int row = 0; row < rows; row += together) {
            int count = Math.min(together, rows - row);
            for (int column = 0; column < width; column += piece) {
                Part part = new Part(row, count, column, Math.min(piece, width - column));
                long offset = ((long) row * width + column) * Float.BYTES;
                fill(stage.next(), part, source, target, offset);
            }
        }
    }

    private void fill(Staging.Slot slot, Part part, RowSource source, DeviceMemory target, long offset)
            throws GpuException {
        FloatBuffer floats = slot.memory().asFloatBuffer();
        IntStream.range(0, part.rows)
                .parallel()
                .forEach(i -> source.copy(part.row + i, part.column, floats.slice(i * part.length, part.length)));
        toDevice(slot, target, offset, (long) part.rows * part.length * Float.BYTES);
    }

    void upload(DeviceMemory target, long element, int[] values) throws GpuException {
        Staging stage = staging();
        int most = stage.bytes() / Integer.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            Staging.Slot slot = stage.next();
            slot.memory().asIntBuffer().put(values, from, count);
            toDevice(slot, target, (element + from) * Integer.BYTES, (long) count * Integer.BYTES);
        }
    }

    private void toDevice(Staging.Slot slot, DeviceMemory target, long offset, long bytes) throws GpuException {
        long to = target.address(offset, bytes);
        long from = driver.address(slot.memory());
        clock.measure(EventClock.Work.TO_DEVICE, () -> driver.call(DriverFunction.COPY_TO_DEVICE, to, from, bytes, 0));
        slot.used();
    }

    void download(DeviceMemory source, long element, float[] values) throws GpuException {
        int most = staging().bytes() / Float.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            toHost(source, (element + from) * Float.BYTES, (long) count * Float.BYTES)
                    .asFloatBuffer()
                    .get(values, from, count);
        }
    }

    void download(DeviceMemory source, long element, double[] values, int offset, int length) throws GpuException {
        int most = staging().bytes() / Double.BYTES;
        for (int from = 0; from < length; from += most) {
            int count = Math.min(most, length - from);
            toHost(source, (element + from) * Double.BYTES, (long) count * Double.BYTES)
                    .asDoubleBuffer()
                    .get(values, offset + from, count);
        }
    }

    private ByteBuffer toHost(DeviceMemory source, long offset, long bytes) throws GpuException {
        long from = source.address(offset, bytes);
        ByteBuffer memory = staging().next().memory();
        long to = driver.address(memory);
        clock.measure(EventClock.Work.TO_HOST, () -> driver.call(DriverFunction.COPY_TO_HOST, to, from, bytes, 0));
        driver.call(DriverFunction.SYNCHRONIZE);
        return memory;
    }

    private Staging staging() {
        if (staging.isEmpty()) {
            staging.add(new Staging(driver, STAGING_BYTES));
        }
        return staging.get(0);
    }

    void close() {
        staging.forEach(Staging::close);
    }

    private record Part(int row, int rows, int column, int length) {}
}
