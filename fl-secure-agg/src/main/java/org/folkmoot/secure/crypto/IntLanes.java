package org.folkmoot.secure.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.folkmoot.core.ring.RingVector;

/** Lanes of 4 bytes. */
final class IntLanes extends Lanes {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] lanes;

    IntLanes(int[] lanes, int bits) {
        super(bits);
        this.lanes = lanes;
    }

    static IntLanes copyOf(RingVector vector) {
        int[] lanes = new int[vector.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = (int) vector.get(i);
        }
        return new IntLanes(lanes, vector.bits());
    }

    @Override
    public int length() {
        return lanes.length;
    }

    @Override
    int laneBytes() {
        return Integer.BYTES;
    }

    @Override
    long get(int index) {
        return lanes[index];
    }

    @Override
    void addTo(int index, long element) {
        lanes[index] += (int) element;
    }

    @Override
    void addStream(int from, int count, byte[] keyStream) {
        for (int i = 0; i < count; i++) {
            lanes[from + i] += (int) LITTLE_ENDIAN.get(keyStream, i * Integer.BYTES);
        }
    }

    @Override
    void subtractStream(int from, int count, byte[] keyStream) {
        for (int i = 0; i < count; i++) {
            lanes[from + i] -= (int) LITTLE_ENDIAN.get(keyStream, i * Integer.BYTES);
        }
    }

    @Override
    void wipe() {
        Arrays.fill(lanes, 0);
    }
}
