package org.folkmoot.secure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.secure.KnownAnswers;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrimitivesTest {
    private static final Digest SALT = Digest.sha256();

    @Test
    void agreesAsRfc7748Says() throws MalformedJsonException, WeakKeyException {
        JsonObject vector = KnownAnswers.of("primitives.json", "x25519").get(0);
        X25519Pair alice = X25519Pair.of(secret(vector, "alicePrivateHex"));
        X25519Pair bob = X25519Pair.of(secret(vector, "bobPrivateHex"));

        assertThat(alice.publicKey().hex()).isEqualTo(vector.string("alicePublicHex"));
        assertThat(bob.publicKey().hex()).isEqualTo(vector.string("bobPublicHex"));
        Secret shared = secret(vector, "sharedHex");
        assertThat(alice.agree(bob.publicKey()).contentEquals(shared)).isTrue();
        assertThat(bob.agree(alice.publicKey()).contentEquals(shared)).isTrue();
    }

    /** The points of order 1, 2, 4 and 8 in all their encodings; RFC 7748 §6.1 asks to refuse what they give. */
    static Stream<String> pointsOfLowOrder() {
        return Stream.of(
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    }

    @ParameterizedTest
    @MethodSource("pointsOfLowOrder")
    void refusesPointsOfLowOrder(String point) {
        X25519Pair pair = X25519Pair.of(Secret.of(SALT.bytes()));

        assertThatThrownBy(() -> pair.agree(Bytes.parseHex(point))).isInstanceOf(WeakKeyException.class);
    }

    static List<JsonObject> derivations() {
        return KnownAnswers.of("primitives.json", "hkdf");
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void derivesAsRfc5869Says(JsonObject vector) throws MalformedJsonException {
        byte[] extracted = Hkdf.extract(bytes(vector, "saltHex"), bytes(vector, "keyMaterialHex"));
        byte[] expected = bytes(vector, "expandedHex");

        assertThat(extracted).isEqualTo(bytes(vector, "extractedHex"));
        assertThat(Hkdf.expand(extracted, bytes(vector, "infoHex"), expected.length))
                .isEqualTo(expected);
    }

    @Test
    void derivesAnotherKeyForEachPurposeSessionAndNumber() {
        Secret from = Secret.of(SALT.bytes());
        Secret key = Hkdf.derive(from, SALT, "a", 1, 2);

        assertThat(Stream.of(
                        Hkdf.derive(from, SALT, "b", 1, 2),
                        Hkdf.derive(from, SALT, "a", 2, 1),
                        Hkdf.derive(from, SALT, "a", 1),
                        Hkdf.derive(from, Digest.sha256(new byte[1]), "a", 1, 2)))
                .noneMatch(key::contentEquals);
        assertThat(Hkdf.derive(from, SALT, "a", 1, 2).contentEquals(key)).isTrue();
    }

    @Test
    void countsAsSp80038aSays() throws MalformedJsonException, GeneralSecurityException {
        JsonObject vector = KnownAnswers.of("primitives.json", "aes-ctr").get(0);

        Cipher cipher =
                CounterMode.from(new SecretKeySpec(bytes(vector, "keyHex"), "AES"), bytes(vector, "counterHex"));

        assertThat(cipher.doFinal(bytes(vector, "plainHex"))).isEqualTo(bytes(vector, "cipherHex"));
    }

    @Test
    void sealsAsTheAuthorsOfGcmSay() throws MalformedJsonException, GeneralSecurityException {
        JsonObject vector = KnownAnswers.of("primitives.json", "aes-gcm").get(0);

        Cipher cipher = ShareBox.cipher(
                Cipher.ENCRYPT_MODE,
                secret(vector, "keyHex"),
                bytes(vector, "nonceHex"),
                bytes(vector, "associatedHex"));

        assertThat(cipher.doFinal(bytes(vector, "plainHex"))).isEqualTo(bytes(vector, "cipherHex"));
    }

    @Property(tries = 50)
    void opensWhatWasSealedForThisPlaceAndNothingElse(
            @ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] share, @ForAll @Size(max = 60) byte[] place)
            throws UnopenableException {
        Secret key = Secret.of(seed);
        byte[] sealed = ShareBox.seal(key, place, Secret.of(share), Secret.of(seed));

        SharePair opened = ShareBox.open(key, place, sealed);

        assertThat(opened.seed().contentEquals(Secret.of(share))).isTrue();
        assertThat(opened.key().contentEquals(Secret.of(seed))).isTrue();
        Tampering.byteFlips(sealed)
                .forEach(changed -> assertUnopenable(key, place, changed.bytes().toByteArray()));
        Tampering.byteFlips(place)
                .forEach(changed -> assertUnopenable(key, changed.bytes().toByteArray(), sealed));
        assertUnopenable(Hkdf.derive(key, SALT, "other"), place, sealed);
    }

    private static void assertUnopenable(Secret key, byte[] place, byte[] sealed) {
        assertThatThrownBy(() -> ShareBox.open(key, place, sealed)).isInstanceOf(UnopenableException.class);
    }

    @Test
    void secretsAreWipedAndNeverShown() {
        Secret secret = Secret.of(SALT.bytes());
        Secret copy = secret.copy();
        X25519Pair pair = X25519Pair.of(secret);

        assertThat(secret.toString() + pair + new Mask(copy, true) + new SharePair(secret, copy))
                .doesNotContain(SALT.hex().substring(0, 8));
        pair.close();

        assertThat(secret.isZero()).isTrue();
        assertThat(copy.isZero()).isFalse();
    }

    private static byte[] bytes(JsonObject vector, String name) throws MalformedJsonException {
        return HexFormat.of().parseHex(vector.string(name));
    }

    private static Secret secret(JsonObject vector, String name) throws MalformedJsonException {
        return Secret.of(bytes(vector, name));
    }
}
