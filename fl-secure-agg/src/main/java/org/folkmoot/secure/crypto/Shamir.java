package org.folkmoot.secure.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;

/**
 * Splits a secret so that any {@code threshold} shares give it back and fewer tell nothing.
 *
 * <p>Each byte of the secret is the constant term of a polynomial over GF(2^8) modulo x^8 + x^4 + x^3 + x + 1; share i, from
 * 1, is the polynomial at i. Eight bytes are computed at once in a long. Points and coefficients of interpolation are public,
 * so the code may branch on them; on secrets it never branches, nor does it use them as an index.
 *
 * <p>Does not notice a wrong share: what is put together must be checked against a commitment. Source: Shamir 1979.
 */
public final class Shamir {
    /** Most shares of a secret: the points of GF(2^8) but zero. */
    public static final int MAX_SHARES = 255;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = Secret.BYTES / Long.BYTES;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long REDUCTION = 0x1B;

    private Shamir() {}

    /**
     * {@return the shares 1 to {@code count}, in order}
     *
     * @param coefficients secret of this one split, from which the polynomials' other coefficients are expanded
     */
    public static List<Secret> split(Secret secret, int threshold, int count, Secret coefficients) {
        if (threshold < 1 || threshold > count || count > MAX_SHARES) {
            throw new IllegalArgumentException("threshold: " + threshold + " of " + count
                    + " (expected: in [1, count], count <= " + MAX_SHARES + ")");
        }
        long[] polynomial = polynomial(secret, threshold, coefficients);
        List<Secret> shares = new ArrayList<>(count);
        for (int x = 1; x <= count; x++) {
            shares.add(evaluate(polynomial, x));
        }
        Arrays.fill(polynomial, 0);
        return shares;
    }

    private static long[] polynomial(Secret secret, int threshold, Secret coefficients) {
        byte[] bytes = new byte[threshold * Secret.BYTES];
        try {
            Cipher cipher = CounterMode.keyed(coefficients, Secret.BYTES);
            cipher.doFinal(new byte[bytes.length - Secret.BYTES], 0, bytes.length - Secret.BYTES, bytes, Secret.BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("counter mode takes any number of bytes", e);
        }
        System.arraycopy(secret.bytes(), 0, bytes, 0, Secret.BYTES);
        long[] words = new long[threshold * WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONGS.get(bytes, i * Long.BYTES);
        }
        Arrays.fill(bytes, (byte) 0);
        return words;
    }

    /** Horner's rule, from the highest coefficient down. */
    private static Secret evaluate(long[] polynomial, int x) {
        long[] value = new long[WORDS];
        for (int at = polynomial.length - WORDS; at >= 0; at -= WORDS) {
            for (int w = 0; w < WORDS; w++) {
                value[w] = times(value[w], x) ^ polynomial[at + w];
            }
        }
        return secretOf(value);
    }

    /**
     * {@return the secret that these shares are of}
     *
     * @param points which share each is, all different, from 1
     */
    public static Secret combine(int[] points, List<Secret> shares) {
        if (points.length != shares.size() || Arrays.stream(points).distinct().count() != points.length) {
            throw new IllegalArgumentException("points: " + points.length + " for " + shares.size()
                    + " shares (expected: one each, all different)");
        }
        long[] value = new long[WORDS];
        for (int i = 0; i < points.length; i++) {
            int weight = weightAtZero(points, i);
            byte[] share = shares.get(i).bytes();
            for (int w = 0; w < WORDS; w++) {
                value[w] ^= times((long) LONGS.get(share, w * Long.BYTES), weight);
            }
        }
        return secretOf(value);
    }

    /** The Lagrange basis polynomial of a point, at zero: the product of x_j / (x_j - x_i); subtraction is XOR. */
    private static int weightAtZero(int[] points, int i) {
        int numerator = 1;
        int denominator = 1;
        for (int j = 0; j < points.length; j++) {
            if (j != i) {
                numerator = PublicField.times(numerator, points[j]);
                denominator = PublicField.times(denominator, points[j] ^ points[i]);
            }
        }
        return PublicField.times(numerator, PublicField.inverse(denominator));
    }

    /** {@return eight secret bytes times one public byte, each in GF(2^8)} */
    static long times(long bytes, int scalar) {
        long product = 0;
        for (int bit = Integer.highestOneBit(scalar); bit != 0; bit >>>= 1) {
            long high = (product & HIGH_BITS) >>> 7;
            product = (product & ~HIGH_BITS) << 1 ^ high * REDUCTION;
            if ((scalar & bit) != 0) {
                product ^= bytes;
            }
        }
        return product;
    }

    private static Secret secretOf(long[] words) {
        byte[] bytes = new byte[Secret.BYTES];
        for (int w = 0; w < WORDS; w++) {
            LONGS.set(bytes, w * Long.BYTES, words[w]);
        }
        Arrays.fill(words, 0);
        return Secret.owning(bytes);
    }
}
