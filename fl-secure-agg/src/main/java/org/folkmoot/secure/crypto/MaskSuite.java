package org.folkmoot.secure.crypto;

/** How masks are expanded; part of what clients sign. Numbers are on the wire and never reused. */
public enum MaskSuite {
    /** X25519, AES-256 in counter mode: the default. */
    AES_256((byte) 1, 32),
    /** X25519, AES-128 in counter mode: a fifth faster where the hardware does AES. */
    AES_128((byte) 2, 16);

    private final byte number;
    private final int keyBytes;

    MaskSuite(byte number, int keyBytes) {
        this.number = number;
        this.keyBytes = keyBytes;
    }

    /** {@return the number that stands for it in what is hashed} */
    public byte number() {
        return number;
    }

    int keyBytes() {
        return keyBytes;
    }
}
