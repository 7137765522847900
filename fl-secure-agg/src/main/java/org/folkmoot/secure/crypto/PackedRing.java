package org.folkmoot.secure.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.folkmoot.core.ring.RingVector;

/**
 * The form in which ring vectors travel: just as many bits an element as the modulus has. Element i takes the bits from
 * i * bits on; bit j is bit j % 8, counted from the least, of byte j / 8. What is left of the last byte is zero.
 *
 * <p>Guarantee: one vector has one form. O(length), no room but for the result.
 */
public final class PackedRing {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xFFFF_FFFFL;

    private PackedRing() {}

    /** {@return how many bytes so many elements take} */
    public static int size(int length, int bits) {
        return Math.toIntExact(((long) length * bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** {@return the vector, packed} */
    public static byte[] pack(RingLanes vector) {
        Lanes lanes = (Lanes) vector;
        Writer writer = new Writer(new byte[size(lanes.length(), lanes.bits())]);
        int low = Math.min(lanes.bits(), Integer.SIZE);
        int high = lanes.bits() - low;
        for (int i = 0; i < lanes.length(); i++) {
            long element = lanes.get(i);
            writer.put(element, low);
            if (high > 0) {
                writer.put(element >>> Integer.SIZE, high);
            }
        }
        return writer.end();
    }

    /** {@return the vector, packed} */
    public static byte[] pack(RingVector vector) {
        try (RingLanes lanes = RingLanes.of(vector)) {
            return pack(lanes);
        }
    }

    /**
     * Adds a packed vector of the same length and modulus.
     *
     * @throws MalformedVectorException if it is none; the sum is then as it was
     */
    public static void addTo(RingLanes vector, byte[] packed) throws MalformedVectorException {
        Lanes sum = (Lanes) vector;
        requireForm(packed, sum.length(), sum.bits());
        Reader reader = new Reader(packed);
        int low = Math.min(sum.bits(), Integer.SIZE);
        int high = sum.bits() - low;
        for (int i = 0; i < sum.length(); i++) {
            long element = reader.take(low);
            if (high > 0) {
                element |= reader.take(high) << Integer.SIZE;
            }
            sum.addTo(i, element);
        }
    }

    /** Returns if these bytes are a packed vector of this length and modulus. */
    public static void requireForm(byte[] packed, int length, int bits) throws MalformedVectorException {
        int size = size(length, bits);
        if (packed.length != size) {
            throw new MalformedVectorException("packed vector: " + packed.length + " bytes (expected: " + size + ")");
        }
        int used = (int) ((long) length * bits % Byte.SIZE);
        if (used != 0 && (packed[size - 1] & 0xFF) >>> used != 0) {
            throw new MalformedVectorException("packed vector: bits after its end (expected: zero)");
        }
    }

    private static final class Writer {
        private final byte[] out;
        private long pending;
        private int count;
        private int position;

        Writer(byte[] out) {
            this.out = out;
        }

        void put(long value, int bits) {
            pending |= (value & LOW >>> (Integer.SIZE - bits)) << count;
            count += bits;
            if (count >= Integer.SIZE) {
                INTS.set(out, position, (int) pending);
                position += Integer.BYTES;
                pending >>>= Integer.SIZE;
                count -= Integer.SIZE;
            }
        }

        byte[] end() {
            for (; count > 0; count -= Byte.SIZE) {
                out[position++] = (byte) pending;
                pending >>>= Byte.SIZE;
            }
            return out;
        }
    }

    private static final class Reader {
        private final byte[] in;
        private long pending;
        private int count;
        private int position;

        Reader(byte[] in) {
            this.in = in;
        }

        long take(int bits) {
            if (count < bits) {
                refill();
            }
            long value = pending & LOW >>> (Integer.SIZE - bits);
            pending >>>= bits;
            count -= bits;
            return value;
        }

        private void refill() {
            if (position + Integer.BYTES <= in.length) {
                pending |= ((int) INTS.get(in, position) & LOW) << count;
                position += Integer.BYTES;
                count += Integer.SIZE;
                return;
            }
            for (; position < in.length; count += Byte.SIZE) {
                pending |= (in[position++] & 0xFFL) << count;
            }
        }
    }
}
