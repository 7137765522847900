package org.folkmoot.engine.client;

import java.nio.charset.StandardCharsets;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.core.canonical.CanonicalFingerprint;
import org.folkmoot.core.canonical.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * What a client brings to every conversation.
 *
 * @param id its name
 * @param key what it signs with
 * @param firstKey the public key that its name in a federation follows from
 * @param nextKey SHA-256 of the key that may replace the one it signs with; null for none
 * @param dataset the commitment to its data that it wants on record; null for none
 * @param floor the least it insists on
 * @param consent what its owner agreed to
 * @param layout the models it can train
 * @param fingerprint digest of what its training bits depend on
 */
record ClientIdentity(
        ClientId id,
        SigningKey key,
        Bytes firstKey,
        @Nullable Digest nextKey,
        @Nullable Digest dataset,
        PolicyFloor floor,
        Consent consent,
        ParameterLayout layout,
        Digest fingerprint) {

    static ClientIdentity of(FederationClient client, SigningKey key) {
        return new ClientIdentity(
                client.id(),
                key,
                client.firstKey().orElse(key.publicKey()),
                client.nextKey().orElse(null),
                client.dataset().orElse(null),
                client.floor(),
                client.consent(),
                client.trainer().layout(),
                CanonicalFingerprint.digest(client.trainer().fingerprint()));
    }

    /** {@return its name in a federation} */
    Digest pseudonym(FederationId federation) {
        return Pseudonyms.of(federation, firstKey);
    }

    /** The salt follows from the key, so that the owner can open the commitment without having kept anything else. */
    Digest consentCommitment() {
        byte[] secret = key.sign("folkmoot/consent-salt/1".getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        return consent.commitment(Digest.sha256(secret));
    }
}
