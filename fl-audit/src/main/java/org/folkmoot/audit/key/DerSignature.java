package org.folkmoot.audit.key;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The two integers of an ECDSA signature on P-256, read from the one DER form that they have (X.690 §10, §11).
 *
 * @param r the first, at least 1
 * @param s the second, at least 1
 */
record DerSignature(BigInteger r, BigInteger s) {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int HEADER_BYTES = 2;
    private static final int MAX_INTEGER_BYTES = 33; // 256 bits and a sign

    static DerSignature parse(byte[] der) throws InvalidSignatureException {
        if (der.length < HEADER_BYTES || der[0] != SEQUENCE || der[1] != der.length - HEADER_BYTES) {
            throw malformed(der);
        }
        BigInteger r = integerAt(HEADER_BYTES, der);
        int second = HEADER_BYTES + HEADER_BYTES + r.toByteArray().length;
        BigInteger s = integerAt(second, der);
        if (second + HEADER_BYTES + s.toByteArray().length != der.length) {
            throw malformed(der);
        }
        return new DerSignature(r, s);
    }

    private static BigInteger integerAt(int offset, byte[] der) throws InvalidSignatureException {
        int start = offset + HEADER_BYTES;
        if (start > der.length || der[offset] != INTEGER) {
            throw malformed(der);
        }
        int length = der[offset + 1];
        if (length < 1 || length > MAX_INTEGER_BYTES || length > der.length - start) {
            throw malformed(der);
        }
        BigInteger value = new BigInteger(Arrays.copyOfRange(der, start, start + length));
        if (value.signum() <= 0 || value.toByteArray().length != length) {
            throw malformed(der);
        }
        return value;
    }

    private static InvalidSignatureException malformed(byte[] der) {
        return new InvalidSignatureException(
                "signature: " + der.length + " bytes (expected: DER of two positive integers)");
    }
}
