package org.folkmoot.audit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

final class SignaturesTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 50)
    void signingIsDeterministicAndVerifies(@ForAll @Size(32) byte[] secret, @ForAll byte[] message) throws Exception {
        secret[0] = 1; // below the order of P-256
        for (SigningKey key : List.of(Ed25519Key.fromSeed(secret), EcdsaP256Key.fromScalar(secret))) {
            Bytes signature = key.sign(message);
            assertThat(key.sign(message)).isEqualTo(signature);
            Signatures.verify(key.algorithm(), key.publicKey(), message, signature);
        }
    }

    @Test
    void signsEd25519AsRfc8032Section71DoesInTest1() throws Exception {
        Ed25519Key key =
                Ed25519Key.fromSeed(Bytes.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                        .toByteArray());
        assertThat(key.publicKey().hex()).isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(key.sign(new byte[0]).hex())
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void signsEcdsaAsRfc6979AppendixA25DoesWithTheLowerS() throws Exception {
        EcdsaP256Key key = EcdsaP256Key.fromScalar(
                Bytes.parseHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
                        .toByteArray());
        assertThat(key.publicKey().hex())
                .isEqualTo("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
        assertThat(decode(key.sign("test".getBytes(StandardCharsets.US_ASCII))))
                .containsExactly(
                        new BigInteger("f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367", 16),
                        new BigInteger("019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083", 16));
        BigInteger s = new BigInteger("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8", 16);
        assertThat(decode(key.sign("sample".getBytes(StandardCharsets.US_ASCII))))
                .containsExactly(
                        new BigInteger("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716", 16),
                        P256.ORDER.subtract(s));
    }

    @Test
    void refusesEveryTamperedSignatureMessageAndKey() {
        for (SigningKey key : keys()) {
            Bytes signature = key.sign(MESSAGE);
            Tampering.byteFlips(signature.toByteArray())
                    .forEach(bad -> refuses(key.algorithm(), key.publicKey(), MESSAGE, bad.bytes()));
            Tampering.truncations(signature.toByteArray())
                    .forEach(bad -> refuses(key.algorithm(), key.publicKey(), MESSAGE, bad.bytes()));
            Tampering.byteFlips(MESSAGE)
                    .forEach(bad -> refuses(
                            key.algorithm(), key.publicKey(), bad.bytes().toByteArray(), signature));
            Tampering.byteFlips(key.publicKey().toByteArray())
                    .forEach(bad -> refuses(key.algorithm(), bad.bytes(), MESSAGE, signature));
        }
    }

    @Test
    void refusesUnknownAlgorithmsAndKeysOfTheOtherKind() {
        SigningKey ed25519 = keys().get(0);
        SigningKey ecdsa = keys().get(1);
        refuses("rsa", ed25519.publicKey(), MESSAGE, ed25519.sign(MESSAGE));
        refuses("Ed25519", ed25519.publicKey(), MESSAGE, ed25519.sign(MESSAGE));
        refuses(ed25519.algorithm(), ecdsa.publicKey(), MESSAGE, ed25519.sign(MESSAGE));
        refuses(ecdsa.algorithm(), ed25519.publicKey(), MESSAGE, ecdsa.sign(MESSAGE));
    }

    /** With the neutral element as key, R = neutral and S = 0 sign every message for a lax verifier. */
    @Test
    void refusesEd25519KeysOfSmallOrder() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] signature = Arrays.copyOf(neutral, 64);
        refuses(Signatures.ED25519, Bytes.of(neutral), MESSAGE, Bytes.of(signature));
        refuses(Signatures.ED25519, Bytes.of(new byte[32]), MESSAGE, Bytes.of(signature));
    }

    @Test
    void refusesSignaturesWhoseIntegersAreZeroOrNotDer() throws Exception {
        SigningKey key = keys().get(1);
        refuses(key.algorithm(), key.publicKey(), MESSAGE, Bytes.parseHex("3006020100020100"));
        byte[] der = key.sign(MESSAGE).toByteArray();
        refuses(key.algorithm(), key.publicKey(), MESSAGE, Bytes.of(Arrays.copyOf(der, der.length + 1)));
    }

    @Test
    void keysShowOnlyWhosePublicHalfTheyAre() {
        for (SigningKey key : keys()) {
            assertThat(key.toString()).endsWith("[" + key.publicKey().sha256().abbreviated() + "]");
        }
    }

    @Test
    void refusesScalarsOutOfRange() {
        for (byte[] bad : List.of(new byte[32], P256.ORDER.toByteArray(), new byte[31])) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> EcdsaP256Key.fromScalar(bad));
        }
        assertThatCode(() -> EcdsaP256Key.generate(new SecureRandom())).doesNotThrowAnyException();
    }

    private static List<SigningKey> keys() {
        byte[] secret = new byte[32];
        secret[31] = 7;
        return List.of(Ed25519Key.fromSeed(secret), EcdsaP256Key.fromScalar(secret));
    }

    private static BigInteger[] decode(Bytes der) throws Exception {
        return StandardDSAEncoding.INSTANCE.decode(P256.ORDER, der.toByteArray());
    }

    private static void refuses(String algorithm, Bytes key, byte[] message, Bytes signature) {
        assertThatExceptionOfType(InvalidSignatureException.class)
                .isThrownBy(() -> Signatures.verify(algorithm, key, message, signature));
    }
}
