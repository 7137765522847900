package org.folkmoot.core.random;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.folkmoot.api.Digest;

/** The key stream of AES-256-CTR, zero initial counter, read in little-endian words. NIST SP 800-38A §6.5. */
final class AesCtrStream {
    private static final int BUFFER_BYTES = 4096;
    private static final int COUNTER_BYTES = 16;
    private static final byte[] ZEROS = new byte[BUFFER_BYTES];
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position = BUFFER_BYTES;

    AesCtrStream(Digest key) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.bytes(), "AES"),
                    new IvParameterSpec(new byte[COUNTER_BYTES]));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-256-CTR", e);
        }
    }

    long nextLong() {
        if (position > BUFFER_BYTES - Long.BYTES) {
            return assemble(Long.BYTES);
        }
        long value = (long) LONGS.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    int nextInt() {
        return (int) assemble(Integer.BYTES);
    }

    void nextBytes(byte[] into) {
        int filled = 0;
        while (filled < into.length) {
            refillIfEmpty();
            int taken = Math.min(into.length - filled, BUFFER_BYTES - position);
            System.arraycopy(buffer, position, into, filled, taken);
            position += taken;
            filled += taken;
        }
    }

    /** Little-endian from so many bytes, which may lie across two buffers. */
    private long assemble(int bytes) {
        long value = 0;
        for (int shift = 0; shift < bytes * Byte.SIZE; shift += Byte.SIZE) {
            refillIfEmpty();
            value |= (buffer[position++] & 0xFFL) << shift;
        }
        return value;
    }

    private void refillIfEmpty() {
        if (position < BUFFER_BYTES) {
            return;
        }
        try {
            int made = cipher.update(ZEROS, 0, BUFFER_BYTES, buffer, 0);
            if (made != BUFFER_BYTES) {
                throw new AssertionError("cipher made " + made + " bytes of " + BUFFER_BYTES);
            }
        } catch (ShortBufferException e) {
            throw new AssertionError("the buffer is as long as the input", e);
        }
        position = 0;
    }
}
