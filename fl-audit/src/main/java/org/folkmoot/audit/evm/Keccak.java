package org.folkmoot.audit.evm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it, which is not SHA-3: the padding differs (FIPS 202 came later). */
final class Keccak {
    static final int BYTES = 32;

    private static final int SELECTOR_BYTES = 4;

    private Keccak() {}

    static byte[] hash(byte[] message) {
        KeccakDigest keccak = new KeccakDigest(Byte.SIZE * BYTES);
        keccak.update(message, 0, message.length);
        byte[] hash = new byte[BYTES];
        keccak.doFinal(hash, 0);
        return hash;
    }

    /** {@return the hash of a signature such as {@code f(uint64)}: the first topic of an event} */
    static byte[] ofSignature(String signature) {
        return hash(signature.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@return the first four bytes of it: what a call or an error begins with} */
    static byte[] selector(String signature) {
        return Arrays.copyOf(ofSignature(signature), SELECTOR_BYTES);
    }
}
