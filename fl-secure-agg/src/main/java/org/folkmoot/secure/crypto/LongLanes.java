package org.folkmoot.secure.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.folkmoot.core.ring.RingVector;

/** Lanes of 8 bytes. */
final class LongLanes extends Lanes {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] lanes;

    LongLanes(long[] lanes, int bits) {
        super(bits);
        this.lanes = lanes;
    }

    static LongLanes copyOf(RingVector vector) {
        long[] lanes = new long[vector.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = vector.get(i);
        }
        return new LongLanes(lanes, vector.bits());
    }

    @Override
    public int length() {
        return lanes.length;
    }

    @Override
    int laneBytes() {
        return Long.BYTES;
    }

    @Override
    long get(int index) {
        return lanes[index];
    }

    @Override
    void addTo(int index, long element) {
        lanes[index] += element;
    }

    @Override
    void addStream(int from, int count, byte[] keyStream) {
        for (int i = 0; i < count; i++) {
            lanes[from + i] += (long) LITTLE_ENDIAN.get(keyStream, i * Long.BYTES);
        }
    }

    @Override
    void subtractStream(int from, int count, byte[] keyStream) {
        for (int i = 0; i < count; i++) {
            lanes[from + i] -= (long) LITTLE_ENDIAN.get(keyStream, i * Long.BYTES);
        }
    }

    @Override
    void wipe() {
        Arrays.fill(lanes, 0);
    }
}
