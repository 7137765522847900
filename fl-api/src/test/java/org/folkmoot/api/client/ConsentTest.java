package org.folkmoot.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final Digest SALT = Digest.sha256(new byte[] {1});
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void endsAtItsEnd() {
        Consent consent = Consent.to("research").until(END);

        assertThat(consent.holdsAt(END.minusMillis(1))).isTrue();
        assertThat(consent.holdsAt(END)).isFalse();
    }

    @Test
    void commitsToPurposeEndAndSalt() {
        List<Digest> commitments = List.of(
                Consent.to("research").commitment(SALT),
                Consent.to("research").commitment(Digest.sha256(new byte[] {2})),
                Consent.to("research").until(END).commitment(SALT),
                Consent.to("research\n" + END).commitment(SALT));

        assertThat(commitments).doesNotHaveDuplicates();
    }
}
