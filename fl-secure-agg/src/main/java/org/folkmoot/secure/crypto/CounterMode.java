package org.folkmoot.secure.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in counter mode; what it makes of zeros is the key stream. NIST SP 800-38A §6.5. */
final class CounterMode {
    private static final int BLOCK_BYTES = 16;

    private CounterMode() {}

    /** {@return a cipher under the first bytes of this key, from counter zero} A key serves one stream. */
    static Cipher keyed(Secret key, int keyBytes) {
        return from(new SecretKeySpec(key.bytes(), 0, keyBytes, "AES"), new byte[BLOCK_BYTES]);
    }

    static Cipher from(SecretKeySpec key, byte[] counter) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES in counter mode", e);
        }
    }
}
