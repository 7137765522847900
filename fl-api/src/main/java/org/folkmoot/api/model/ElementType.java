package org.folkmoot.api.model;

/** How one parameter is stored: IEEE 754, little-endian in every canonical form. */
public enum ElementType {
    /** 32-bit binary floating point. */
    FLOAT32(4),
    /** 64-bit binary floating point. */
    FLOAT64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the size of one element, in bytes} */
    public int bytes() {
        return bytes;
    }
}
