package org.folkmoot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Property
    void readsBackWhatItWrites(@ForAll @Size(Digest.BYTES) byte[] bytes) {
        Digest digest = Digest.of(bytes);

        assertThat(Digest.parse(digest.hex())).isEqualTo(digest);
        assertThat(digest.bytes()).isEqualTo(bytes);
    }

    @Property
    void ordersAsItsHexDoes(@ForAll @Size(Digest.BYTES) byte[] a, @ForAll @Size(Digest.BYTES) byte[] b) {
        int order = Digest.of(a).compareTo(Digest.of(b));

        assertThat(Integer.signum(order))
                .isEqualTo(
                        Integer.signum(Digest.of(a).hex().compareTo(Digest.of(b).hex())));
    }

    @Test
    void isSha256() {
        // FIPS 180-4, example "abc".
        assertThat(Digest.sha256("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void doesNotShareTheCallersArray() {
        byte[] bytes = new byte[Digest.BYTES];
        Digest digest = Digest.of(bytes);

        bytes[0] = 1;
        digest.bytes()[1] = 1;

        assertThat(digest).isEqualTo(Digest.of(new byte[Digest.BYTES]));
    }

    @Test
    void refusesUpperCaseAndOtherLengths() {
        assertThatThrownBy(() -> Digest.parse("A".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: 64 lower-case hex digits");
        assertThatThrownBy(() -> Digest.parse("a".repeat(63))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.of(new byte[31])).hasMessage("bytes.length: 31 (expected: 32)");
    }
}
