package org.folkmoot.engine.client;

import java.nio.charset.StandardCharsets;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.Consent;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.core.canonical.CanonicalFingerprint;

/**
 * What a client brings to every conversation.
 *
 * @param id its name
 * @param key what it signs with
 * @param floor the least it insists on
 * @param consent what its owner agreed to
 * @param layout the models it can train
 * @param fingerprint digest of what its training bits depend on
 */
record ClientIdentity(
        ClientId id, SigningKey key, PolicyFloor floor, Consent consent, ParameterLayout layout, Digest fingerprint) {

    static ClientIdentity of(
            ClientId id,
            SigningKey key,
            PolicyFloor floor,
            Consent consent,
            ParameterLayout layout,
            ExecutionFingerprint fingerprint) {
        return new ClientIdentity(id, key, floor, consent, layout, CanonicalFingerprint.digest(fingerprint));
    }

    /** The salt follows from the key, so that the owner can open the commitment without having kept anything else. */
    Digest consentCommitment() {
        byte[] secret = key.sign("folkmoot/consent-salt/1".getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        return consent.commitment(Digest.sha256(secret));
    }
}
