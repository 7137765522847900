package org.folkmoot.audit.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;

/**
 * An ECDSA key on P-256 held in memory: signs statements, in the form that transparency services and common tools read.
 *
 * <p>Guarantees: those of {@link SigningKey}; the nonce is derived from key and message, so equal messages give equal
 * signatures and no bad random source can reveal the key; of the two values of s that would do, the lower is given. Does
 * not keep the scalar from whoever can read this process's memory.
 *
 * <p>Source: FIPS 186-5 §6; RFC 6979 §3.2 (nonce).
 */
public final class EcdsaP256Key implements SigningKey {
    /** Length of the secret scalar, in bytes. */
    public static final int SCALAR_BYTES = 32;

    private final BigInteger scalar;
    private final Bytes publicKey;

    private EcdsaP256Key(BigInteger scalar) {
        this.scalar = scalar;
        this.publicKey = Bytes.of(new FixedPointCombMultiplier()
                .multiply(P256.DOMAIN.getG(), scalar)
                .getEncoded(false));
    }

    /** {@return a fresh key} */
    public static EcdsaP256Key generate(SecureRandom random) {
        return new EcdsaP256Key(
                BigIntegers.createRandomInRange(BigInteger.ONE, P256.ORDER.subtract(BigInteger.ONE), random));
    }

    /** {@return the key with this secret scalar, {@value #SCALAR_BYTES} bytes big-endian, in [1, order of P-256)} */
    public static EcdsaP256Key fromScalar(byte[] scalar) {
        BigInteger value = new BigInteger(1, scalar);
        if (scalar.length != SCALAR_BYTES || value.signum() == 0 || value.compareTo(P256.ORDER) >= 0) {
            throw new IllegalArgumentException("scalar: " + scalar.length + " bytes (expected: " + SCALAR_BYTES
                    + " that write a number in [1, order of P-256))");
        }
        return new EcdsaP256Key(value);
    }

    @Override
    public String algorithm() {
        return Signatures.ECDSA_P256;
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public Bytes sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(scalar, P256.DOMAIN));
        BigInteger[] rs = signer.generateSignature(Digest.sha256(message).bytes());
        try {
            return Bytes.of(StandardDSAEncoding.INSTANCE.encode(P256.ORDER, rs[0], lower(rs[1])));
        } catch (IOException e) {
            throw new AssertionError("two integers below the order have a DER form", e);
        }
    }

    private static BigInteger lower(BigInteger s) {
        return s.min(P256.ORDER.subtract(s));
    }

    /** {@return the secret scalar, {@value #SCALAR_BYTES} bytes big-endian} */
    byte[] scalar() {
        return BigIntegers.asUnsignedByteArray(SCALAR_BYTES, scalar);
    }

    @Override
    public String toString() {
        return "EcdsaP256Key[" + publicKey.sha256().abbreviated() + "]";
    }
}
