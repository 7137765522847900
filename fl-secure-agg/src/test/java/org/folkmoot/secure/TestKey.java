package org.folkmoot.secure;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.core.canonical.Pseudonyms;

/** An Ed25519 key that follows from a number. */
public final class TestKey implements SigningKey {
    private final byte[] seed;
    private final byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];

    private TestKey(byte[] seed) {
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, point, 0);
    }

    public static TestKey of(int number) {
        return new TestKey(Digest.sha256(("key " + number).getBytes(StandardCharsets.US_ASCII))
                .bytes());
    }

    public Digest pseudonym(FederationId federation) {
        return Pseudonyms.of(federation, publicKey());
    }

    @Override
    public String algorithm() {
        return "ed25519";
    }

    @Override
    public Bytes publicKey() {
        return Bytes.of(point);
    }

    @Override
    public Bytes sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, point, 0, message, 0, message.length, signature, 0);
        return Bytes.of(signature);
    }
}
