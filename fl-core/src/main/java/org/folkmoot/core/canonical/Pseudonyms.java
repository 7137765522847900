package org.folkmoot.core.canonical;

import java.nio.charset.StandardCharsets;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * How a client is called in the log: a digest of federation and public key, so that the same client has unrelated
 * names in two federations that gave it two keys.
 *
 * <p>Non-guarantee: whoever knows the public key knows the pseudonym.
 */
public final class Pseudonyms {
    private Pseudonyms() {}

    /** {@return the pseudonym of the holder of this Ed25519 public key} */
    public static Digest of(FederationId federation, Bytes publicKey) {
        String head = "folkmoot/pseudonym/1\n" + federation.value() + "\n";
        return Digest.sha256(head.getBytes(StandardCharsets.UTF_8), publicKey.toByteArray());
    }
}
