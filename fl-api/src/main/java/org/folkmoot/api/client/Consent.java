package org.folkmoot.api.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a data owner agreed to. Only a salted digest of it leaves the client.
 */
public final class Consent {
    private final String purpose;
    private final @Nullable Instant expires;

    private Consent(String purpose, @Nullable Instant expires) {
        this.purpose = purpose;
        this.expires = expires;
    }

    /** {@return consent to this purpose until withdrawn} */
    public static Consent to(String purpose) {
        if (purpose.isBlank()) {
            throw new IllegalArgumentException("purpose: blank (expected: what the data may be used for)");
        }
        return new Consent(purpose, null);
    }

    /** {@return the same consent, ending at this instant} */
    public Consent until(Instant end) {
        return new Consent(purpose, end);
    }

    /** {@return what the data may be used for} */
    public String purpose() {
        return purpose;
    }

    /** {@return when it ends, if it does} */
    public Optional<Instant> expires() {
        return Optional.ofNullable(expires);
    }

    /** {@return whether it holds at this instant} */
    public boolean holdsAt(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    /** {@return the salted commitment that the client signs} */
    public Digest commitment(Digest salt) {
        String end = expires == null ? "" : expires.toString();
        String text = "folkmoot/consent/1\n" + purpose.length() + "\n" + purpose + "\n" + end + "\n";
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8), salt.bytes());
    }
}
