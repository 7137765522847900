package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

/** Known answers from EIP-55, EIP-155, RFC 6979's deterministic nonces as published for secp256k1, and Keccak of nothing. */
final class EvmKeyTest {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    @Property(tries = 50)
    void signsSoThatItsAccountFollowsAndWithTheLowS(@ForAll @Size(32) byte[] secret, @ForAll byte[] message) {
        secret[0] &= 0x7f;
        secret[31] |= 1;
        EvmKey key = EvmKey.of(secret);
        byte[] hash = Keccak.hash(message);
        EvmKey.Signature signature = key.sign(hash);

        assertThat(EvmKey.signer(hash, signature)).isEqualTo(key.address());
        assertThat(signature.s()).isLessThanOrEqualTo(ORDER.shiftRight(1));
        assertThat(key.sign(hash)).isEqualTo(signature);
    }

    @Test
    void knowsTheAccountOfAKey() {
        EvmKey key = EvmKey.of(filled(0x46)); // the key of EIP-155's example
        assertThat(key.address()).hasToString("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F");
        assertThat(key.toString()).doesNotContain("4646").contains(key.address().toString());
    }

    @Test
    void signsAsOthersDo() {
        byte[] hash = Digest.sha256("Satoshi Nakamoto".getBytes(StandardCharsets.UTF_8))
                .bytes();
        byte[] one = new byte[32];
        one[31] = 1;
        EvmKey.Signature signature = EvmKey.of(one).sign(hash);
        assertThat(signature.r().toString(16))
                .isEqualTo("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8");
        assertThat(signature.s().toString(16))
                .isEqualTo("2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    }

    @Test
    void hashesWithKeccakAndNotWithSha3() {
        assertThat(Bytes.of(Keccak.hash(new byte[0])).hex())
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        assertThat(Bytes.of(Keccak.selector("transfer(address,uint256)")).hex()).isEqualTo("a9059cbb");
    }

    @Test
    void refusesWhatIsNoSecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> EvmKey.of(new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> EvmKey.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> EvmKey.of(filled(0xff)));
        assertThat(EvmKey.generate(new SecureRandom()).address())
                .isNotEqualTo(EvmKey.generate(new SecureRandom()).address());
    }

    @Test
    void readsAddressesWithTheirChecksum() {
        for (String address : new String[] {
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
        }) {
            assertThat(EvmAddress.parse(address)).hasToString(address);
            assertThat(EvmAddress.parse(address.toLowerCase(Locale.ROOT))).hasToString(address);
        }
        for (String bad : new String[] {
            "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
            ""
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> EvmAddress.parse(bad));
        }
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
