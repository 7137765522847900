package org.folkmoot.secure.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.folkmoot.api.Digest;

/**
 * One secret becomes as many independent ones as there are purposes.
 *
 * <p>Guarantee: different (secret, salt, purpose, numbers) give keys that nobody can relate. Does not add entropy. Source:
 * RFC 5869 with HMAC-SHA-256.
 */
public final class Hkdf {
    private static final String PREFIX = "folkmoot/secagg/v1/";
    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    /** {@return the secret for this purpose in the session that the salt names}; the numbers are written as 4 bytes each. */
    public static Secret derive(Secret from, Digest salt, String purpose, int... numbers) {
        byte[] name = (PREFIX + purpose + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(name.length + numbers.length * Integer.BYTES)
                .put(name);
        for (int number : numbers) {
            info.putInt(number);
        }
        byte[] key = extract(salt.bytes(), from.bytes());
        Secret derived = Secret.owning(expand(key, info.array(), Secret.BYTES));
        Arrays.fill(key, (byte) 0);
        return derived;
    }

    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return mac(salt.length == 0 ? new byte[Digest.BYTES] : salt).doFinal(keyMaterial);
    }

    static byte[] expand(byte[] key, byte[] info, int length) {
        Mac mac = mac(key);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        int filled = 0;
        for (int counter = 1; filled < length; counter++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) counter);
            block = mac.doFinal();
            int taken = Math.min(block.length, length - filled);
            System.arraycopy(block, 0, out, filled, taken);
            filled += taken;
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }
}
