package org.folkmoot.secure;

import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.core.ring.RingVector;

/**
 * Length and modulus of what is summed, as the program's encoding has them.
 *
 * @param length elements, at least 1
 * @param bits the modulus as a power of two, in [1, 64]
 */
public record RingShape(int length, int bits) {
    /** Rejects empty vectors and moduli that no ring of the project has. */
    public RingShape {
        if (length < 1 || bits < 1 || bits > Long.SIZE) {
            throw new IllegalArgumentException(
                    "shape: " + length + " modulo 2^" + bits + " (expected: length >= 1, bits in [1, 64])");
        }
    }

    /** {@return the shape of the vectors of this encoding} */
    public static RingShape of(RingEncoding encoding) {
        return new RingShape(encoding.width(), encoding.ringBits());
    }

    /** {@return whether the vector has this shape} */
    public boolean fits(RingVector vector) {
        return vector.length() == length && vector.bits() == bits;
    }
}
