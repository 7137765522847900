package org.folkmoot.audit.evm;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.folkmoot.api.Bytes;

/**
 * The secret key of an account that pays for anchors and owns them: ECDSA on secp256k1.
 *
 * <p>Guarantees: signatures are deterministic and have the low of the two values of s. Use one key for one publisher on
 * one chain, with no more money in it than anchors cost. Does not keep the secret from whoever can read this process's
 * memory.
 *
 * <p>Source: SEC 1 §4.1; RFC 6979 §3.2; EIP-2 (low s).
 */
public final class EvmKey {
    /** Length of the secret, in bytes. */
    public static final int SECRET_BYTES = 32;

    private static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));

    private final BigInteger secret;
    private final ECPoint point;
    private final EvmAddress address;

    private EvmKey(BigInteger secret) {
        this.secret = secret;
        this.point =
                new FixedPointCombMultiplier().multiply(CURVE.getG(), secret).normalize();
        this.address = addressOf(point);
    }

    /** {@return a fresh key} */
    public static EvmKey generate(SecureRandom random) {
        return new EvmKey(
                BigIntegers.createRandomInRange(BigInteger.ONE, CURVE.getN().subtract(BigInteger.ONE), random));
    }

    /** {@return the key with this secret of {@value #SECRET_BYTES} bytes, big-endian, in [1, n - 1]} */
    public static EvmKey of(byte[] secret) {
        BigInteger value = new BigInteger(1, secret);
        if (secret.length != SECRET_BYTES || value.signum() == 0 || value.compareTo(CURVE.getN()) >= 0) {
            throw new IllegalArgumentException(
                    "secret: " + secret.length + " bytes (expected: " + SECRET_BYTES + ", in [1, n - 1])");
        }
        return new EvmKey(value);
    }

    private static EvmAddress addressOf(ECPoint point) {
        byte[] encoded = point.getEncoded(false);
        byte[] hash = Keccak.hash(Arrays.copyOfRange(encoded, 1, encoded.length));
        return new EvmAddress(Bytes.of(Arrays.copyOfRange(hash, Keccak.BYTES - EvmAddress.BYTES, Keccak.BYTES)));
    }

    /** {@return the account of this key} */
    public EvmAddress address() {
        return address;
    }

    /**
     * A signature from which the signer's account follows.
     *
     * @param r the first value, in [1, n - 1]
     * @param s the second, in [1, n / 2]
     * @param odd whether y of the point that r comes from is odd
     */
    record Signature(BigInteger r, BigInteger s, boolean odd) {}

    /** {@return the signature over this hash} */
    Signature sign(byte[] hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, CURVE));
        BigInteger[] rs = signer.generateSignature(hash);
        BigInteger low = rs[1].min(CURVE.getN().subtract(rs[1]));
        return new Signature(rs[0], low, isOdd(hash, rs[0], low));
    }

    /** Of the two points that r can come from, one gives back this key. */
    private boolean isOdd(byte[] hash, BigInteger r, BigInteger s) {
        for (boolean odd : new boolean[] {false, true}) {
            if (recover(hash, r, s, odd).equals(point)) {
                return odd;
            }
        }
        throw new AssertionError("r at or beyond the group order, which happens once in 2^127 signatures");
    }

    private static ECPoint recover(byte[] hash, BigInteger r, BigInteger s, boolean odd) {
        byte[] compressed = new byte[1 + SECRET_BYTES];
        compressed[0] = (byte) (odd ? 3 : 2);
        BigIntegers.asUnsignedByteArray(r, compressed, 1, SECRET_BYTES);
        ECPoint nonce = CURVE.getCurve().decodePoint(compressed);
        BigInteger inverse = r.modInverse(CURVE.getN());
        BigInteger ofNonce = inverse.multiply(s).mod(CURVE.getN());
        BigInteger ofBase = inverse.multiply(new BigInteger(1, hash)).negate().mod(CURVE.getN());
        return ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, nonce, ofNonce)
                .normalize();
    }

    /** {@return the account that made this signature over this hash} */
    static EvmAddress signer(byte[] hash, Signature signature) {
        return addressOf(recover(hash, signature.r(), signature.s(), signature.odd()));
    }

    @Override
    public String toString() {
        return "EvmKey[" + address + "]";
    }
}
