package org.folkmoot.secure.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the two shares that one client deals to another.
 *
 * <p>Guarantee: opens only under the same key with the same associated data, unchanged. The nonce is fixed, so a key seals
 * <em>one</em> message ever: keys are derived for one direction of one pair in one session. Source: NIST SP 800-38D.
 */
public final class ShareBox {
    /** Length of two sealed shares in bytes. */
    public static final int SEALED_BYTES = 2 * Secret.BYTES + 16;

    private static final int TAG_BITS = 128;
    private static final byte[] NONCE = new byte[12];

    private ShareBox() {}

    /** {@return the two shares, sealed, {@value #SEALED_BYTES} bytes} */
    public static byte[] seal(Secret key, byte[] associated, Secret first, Secret second) {
        byte[] plain = new byte[2 * Secret.BYTES];
        System.arraycopy(first.bytes(), 0, plain, 0, Secret.BYTES);
        System.arraycopy(second.bytes(), 0, plain, Secret.BYTES, Secret.BYTES);
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, NONCE, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("AES-256-GCM seals any 64 bytes", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * {@return the two shares}
     *
     * @throws UnopenableException if they were not sealed with this key and these associated data
     */
    public static SharePair open(Secret key, byte[] associated, byte[] sealed) throws UnopenableException {
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, NONCE, associated).doFinal(sealed);
            SharePair pair = new SharePair(
                    Secret.owning(Arrays.copyOf(plain, Secret.BYTES)),
                    Secret.owning(Arrays.copyOfRange(plain, Secret.BYTES, 2 * Secret.BYTES)));
            Arrays.fill(plain, (byte) 0);
            return pair;
        } catch (AEADBadTagException e) {
            throw new UnopenableException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("AES-256-GCM opens or finds a bad tag", e);
        }
    }

    static Cipher cipher(int mode, Secret key, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
