package org.folkmoot.audit.key;

import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.folkmoot.api.Bytes;

/** The curve P-256 (FIPS 186-5; SEC 2 §2.4.2) and the one form in which its points are written here. */
final class P256 {
    static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    static final BigInteger ORDER = DOMAIN.getN();
    static final int POINT_BYTES = 65;

    private static final byte UNCOMPRESSED = 4;

    private P256() {}

    /** {@return the public key that these bytes write as an uncompressed point (SEC 1 §2.3.3)} */
    static ECPublicKeyParameters publicKey(Bytes bytes) throws InvalidSignatureException {
        byte[] encoded = bytes.toByteArray();
        if (encoded.length != POINT_BYTES || encoded[0] != UNCOMPRESSED) {
            throw new InvalidSignatureException(
                    "public key: " + encoded.length + " bytes (expected: " + POINT_BYTES + ", an uncompressed point)");
        }
        try {
            return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(encoded), DOMAIN);
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("public key: not on the curve (expected: a point of P-256)", e);
        }
    }
}
