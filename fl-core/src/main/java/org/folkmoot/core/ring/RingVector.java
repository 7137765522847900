package org.folkmoot.core.ring;

import java.util.Arrays;

/**
 * A vector of integers modulo 2^bits, to be added to in place: an encoded update, a mask, a share, or their sum.
 *
 * <p>Guarantees: elements are always reduced, so equal sums have equal bytes whatever the order of additions. It may
 * hold a raw update or a mask, so {@link #toString} shows its shape only, {@link #contentEquals} takes the same time
 * wherever vectors differ, and {@link #close} wipes it. Does not encrypt; copies the collector made while moving it are
 * not wiped. Not thread safe.
 *
 * <p>Source: Bonawitz et al. 2017, §4.0 (vectors over Z_R).
 */
public final class RingVector implements AutoCloseable {
    private final long[] elements;
    private final int bits;
    private final long mask;

    private RingVector(long[] elements, int bits) {
        if (bits < 1 || bits > Long.SIZE) {
            throw new IllegalArgumentException("bits: " + bits + " (expected: in [1, 64])");
        }
        this.elements = elements;
        this.bits = bits;
        this.mask = -1L >>> (Long.SIZE - bits);
    }

    /** {@return a vector of so many zeros modulo 2^bits} */
    public static RingVector zeros(int length, int bits) {
        return new RingVector(new long[length], bits);
    }

    /** {@return a vector of these numbers, signed or not, reduced modulo 2^bits} */
    public static RingVector of(long[] values, int bits) {
        RingVector vector = new RingVector(values.clone(), bits);
        for (int i = 0; i < vector.elements.length; i++) {
            vector.elements[i] &= vector.mask;
        }
        return vector;
    }

    /**
     * {@return the vector that {@link #toBytes} wrote}
     *
     * @param length how many elements there must be
     * @throws MalformedRingVectorException if there are more or fewer bytes, or an element is 2^bits or more
     */
    public static RingVector fromBytes(byte[] bytes, int length, int bits) throws MalformedRingVectorException {
        RingVector vector = new RingVector(new long[length], bits);
        int each = vector.bytesPerElement();
        if (bytes.length != (long) length * each) {
            throw new MalformedRingVectorException(
                    "bytes: " + bytes.length + " (expected: " + length + " elements of " + each + ")");
        }
        for (int i = 0; i < length; i++) {
            long element = readElement(bytes, i * each, each);
            if ((element & ~vector.mask) != 0) {
                throw new MalformedRingVectorException("element " + i + ": too large (expected: < 2^" + bits + ")");
            }
            vector.elements[i] = element;
        }
        return vector;
    }

    /** {@return the number of elements} */
    public int length() {
        return elements.length;
    }

    /** {@return the modulus as a power of two, in [1, 64]} */
    public int bits() {
        return bits;
    }

    /** {@return how many bytes an element takes in {@link #toBytes}, in [1, 8]} */
    public int bytesPerElement() {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** {@return an element in [0, 2^bits), as an unsigned number} */
    public long get(int index) {
        return elements[index];
    }

    /** Adds the other vector, of the same length and modulus. */
    public void add(RingVector other) {
        requireSameShape(other);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (elements[i] + other.elements[i]) & mask;
        }
    }

    /** Subtracts the other vector, of the same length and modulus. */
    public void subtract(RingVector other) {
        requireSameShape(other);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (elements[i] - other.elements[i]) & mask;
        }
    }

    /** Adds {@code weight} times the other vector, of the same length and modulus. */
    public void addScaled(RingVector other, long weight) {
        requireSameShape(other);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (elements[i] + weight * other.elements[i]) & mask;
        }
    }

    /** {@return a vector of the same elements that shares nothing with this one} */
    public RingVector copy() {
        return new RingVector(elements.clone(), bits);
    }

    /** {@return a copy of the elements, each in [0, 2^bits) as an unsigned number} */
    public long[] toArray() {
        return elements.clone();
    }

    /** {@return the elements in order, each little-endian in {@link #bytesPerElement} bytes} */
    public byte[] toBytes() {
        int each = bytesPerElement();
        byte[] bytes = new byte[Math.multiplyExact(elements.length, each)];
        for (int i = 0; i < elements.length; i++) {
            writeElement(elements[i], bytes, i * each, each);
        }
        return bytes;
    }

    /** {@return whether the other vector has the same modulus, length and elements} The time tells nothing else. */
    public boolean contentEquals(RingVector other) {
        if (bits != other.bits || elements.length != other.elements.length) {
            return false;
        }
        long difference = 0;
        for (int i = 0; i < elements.length; i++) {
            difference |= elements[i] ^ other.elements[i];
        }
        return difference == 0;
    }

    /** Makes all elements zero, so that what they were does not linger in memory. */
    public void wipe() {
        Arrays.fill(elements, 0);
    }

    /** Wipes. */
    @Override
    public void close() {
        wipe();
    }

    /** {@return the shape, without data} */
    @Override
    public String toString() {
        return "RingVector[" + elements.length + " elements modulo 2^" + bits + "]";
    }

    private void requireSameShape(RingVector other) {
        if (other.elements.length != elements.length || other.bits != bits) {
            throw new IllegalArgumentException("other: " + other + " (expected: " + this + ")");
        }
    }

    private static long readElement(byte[] bytes, int offset, int count) {
        long element = 0;
        for (int i = count - 1; i >= 0; i--) {
            element = (element << Byte.SIZE) | (bytes[offset + i] & 0xFF);
        }
        return element;
    }

    private static void writeElement(long element, byte[] bytes, int offset, int count) {
        long rest = element;
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
    }
}
