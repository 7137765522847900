package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.junit.jupiter.api.Test;

/** Known answers from the Ethereum wiki's description of RLP. */
final class RlpTest {
    @Test
    void writesWhatOthersWrite() {
        assertThat(hex(Rlp.bytes(ascii("dog")))).isEqualTo("83646f67");
        assertThat(hex(Rlp.list(List.of(Rlp.bytes(ascii("cat")), Rlp.bytes(ascii("dog"))))))
                .isEqualTo("c88363617483646f67");
        assertThat(hex(Rlp.bytes(new byte[0]))).isEqualTo("80");
        assertThat(hex(Rlp.list(List.of()))).isEqualTo("c0");
        assertThat(hex(Rlp.bytes(new byte[1]))).isEqualTo("00");
        assertThat(hex(Rlp.bytes(new byte[] {(byte) 0x80}))).isEqualTo("8180");
        assertThat(hex(Rlp.integer(0))).isEqualTo("80");
        assertThat(hex(Rlp.integer(15))).isEqualTo("0f");
        assertThat(hex(Rlp.integer(1024))).isEqualTo("820400");
        assertThat(hex(Rlp.list(List.of(
                        Rlp.list(List.of()),
                        Rlp.list(List.of(Rlp.list(List.of()))),
                        Rlp.list(List.of(Rlp.list(List.of()), Rlp.list(List.of(Rlp.list(List.of())))))))))
                .isEqualTo("c7c0c1c0c3c0c1c0");
        assertThat(hex(Rlp.bytes(ascii("Lorem ipsum dolor sit amet, consectetur adipisicing elit"))))
                .startsWith("b8384c6f72656d20");
    }

    @Test
    void changesItsPrefixWhereTheLengthDemandsIt() {
        assertThat(hex(Rlp.bytes(new byte[55]))).startsWith("b700");
        assertThat(hex(Rlp.bytes(new byte[56]))).startsWith("b83800");
        assertThat(hex(Rlp.bytes(new byte[256]))).startsWith("b9010000");
        byte[][] items = new byte[56][];
        Arrays.fill(items, Rlp.bytes(new byte[1]));
        assertThat(hex(Rlp.list(Arrays.asList(items)))).startsWith("f83800");
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rlp.integer(BigInteger.ONE.negate()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(byte[] bytes) {
        return Bytes.of(bytes).hex();
    }
}
