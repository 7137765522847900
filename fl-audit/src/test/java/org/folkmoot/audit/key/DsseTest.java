package org.folkmoot.audit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

final class DsseTest {
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final EcdsaP256Key OTHER_KEY = EcdsaP256Key.fromScalar(one());

    private static byte[] one() {
        byte[] one = new byte[32];
        one[31] = 1;
        return one;
    }

    @Property(tries = 50)
    void whatIsSealedOpensUnderItsKeyOnly(@ForAll byte[] payload) throws Exception {
        for (SigningKey key : List.of(KEY, OTHER_KEY)) {
            DsseEnvelope envelope = DsseEnvelope.parse(Dsse.seal(TYPE, payload, key));
            assertThat(envelope.payload()).isEqualTo(Bytes.of(payload));
            assertThat(envelope.payloadType()).isEqualTo(TYPE);
            envelope.verify(key.algorithm(), key.publicKey());
            SigningKey wrong = key == KEY ? OTHER_KEY : KEY;
            assertThatExceptionOfType(InvalidSignatureException.class)
                    .isThrownBy(() -> envelope.verify(wrong.algorithm(), wrong.publicKey()));
        }
    }

    @Test
    void signsAsTheDsseSpecificationDoes() throws Exception {
        for (JsonObject vector : KnownAnswers.of("dsse.json", "dsse.sign")) {
            byte[] payload = vector.string("payloadUtf8").getBytes(StandardCharsets.UTF_8);
            byte[] pae = Dsse.pae(vector.string("payloadType"), payload);
            assertThat(new String(pae, StandardCharsets.UTF_8)).isEqualTo(vector.string("paeUtf8"));
            EcdsaP256Key key =
                    EcdsaP256Key.fromScalar(BigIntegers.asUnsignedByteArray(32, new BigInteger(vector.string("d"))));
            byte[] point = key.publicKey().toByteArray();
            assertThat(new BigInteger(1, Arrays.copyOfRange(point, 1, 33))).isEqualTo(vector.string("x"));
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(
                    P256.ORDER, key.sign(pae).toByteArray());
            byte[] signature = Base64.getDecoder().decode(vector.string("sigB64"));
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
            assertThat(rs[0]).isEqualTo(new BigInteger(1, Arrays.copyOf(signature, 32)));
            assertThat(rs[1]).isEqualTo(s.min(P256.ORDER.subtract(s)));
        }
    }

    @Test
    void paeCountsBytesNotCharacters() {
        assertThat(new String(Dsse.pae("\u00e9", new byte[] {'x'}), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 2 \u00e9 1 x");
    }

    @Test
    void refusesEveryTamperedEnvelope() {
        for (SigningKey key : List.of(KEY, OTHER_KEY)) {
            byte[] envelope = Dsse.seal(TYPE, "payload".getBytes(StandardCharsets.UTF_8), key)
                    .toByteArray();
            Stream.of(
                            Tampering.bitFlips(envelope),
                            Tampering.truncations(envelope),
                            Tampering.duplications(envelope),
                            Tampering.swaps(envelope))
                    .flatMap(variants -> variants)
                    .forEach(bad ->
                            assertThat(opens(bad.bytes(), key)).as(bad.what()).isFalse());
        }
    }

    private static boolean opens(Bytes envelope, SigningKey key) {
        try {
            DsseEnvelope.parse(envelope).verify(key.algorithm(), key.publicKey());
            return true;
        } catch (MalformedEnvelopeException | InvalidSignatureException e) {
            return false;
        }
    }

    @Test
    void refusesEnvelopesInAnyOtherForm() {
        String sig = "{\"keyid\":\"k\",\"sig\":\"AA==\"}";
        for (String bad : List.of(
                "[]",
                "{}",
                "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[]}",
                "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"AA==\"}]}",
                "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[{\"extra\":1,\"keyid\":\"k\",\"sig\":\"AA==\"}]}",
                "{\"payload\":\"AB==\",\"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"payload\":\"AA\",\"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"payload\":\"-_8=\",\"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"a\":1,\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[" + sig + "]}",
                "{\"payload\":\"\", \"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"payload\":\"\",\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[" + sig + "]}",
                "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":["
                        + sig
                        + ("," + sig).repeat(DsseEnvelope.MAX_SIGNATURES)
                        + "]}")) {
            assertThatExceptionOfType(MalformedEnvelopeException.class)
                    .as(bad)
                    .isThrownBy(() -> DsseEnvelope.parse(Bytes.utf8(bad)));
        }
    }

    @Test
    void keyIdInTheEnvelopeDoesNotChooseTheKey() throws Exception {
        Bytes sealed = Dsse.seal(TYPE, new byte[] {1}, OTHER_KEY);
        String claimed = sealed.utf8().replace(Dsse.keyId(OTHER_KEY.publicKey()), Dsse.keyId(KEY.publicKey()));
        DsseEnvelope envelope = DsseEnvelope.parse(Bytes.utf8(claimed));
        for (SigningKey key : List.of(KEY, OTHER_KEY)) {
            assertThatExceptionOfType(InvalidSignatureException.class)
                    .isThrownBy(() -> envelope.verify(key.algorithm(), key.publicKey()));
        }
    }
}
