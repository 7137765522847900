package org.folkmoot.audit.verify;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.VerifierKey;

/**
 * The witnesses that a verifier trusts, and how many of them must have cosigned.
 *
 * @param required how many
 * @param keys their keys; no two the same, because a cosignature does not cover the witness's name
 */
record WitnessQuorum(int required, List<VerifierKey> keys) {
    WitnessQuorum {
        keys = List.copyOf(keys);
        List<Bytes> distinct = keys.stream()
                .map(key -> key.requireCosigner().publicKey())
                .distinct()
                .toList();
        if (distinct.size() != keys.size()) {
            throw new IllegalArgumentException("witnesses: " + distinct.size() + " keys under " + keys.size()
                    + " names (expected: one name each)");
        }
        if (required < 0 || required > keys.size()) {
            throw new IllegalArgumentException(
                    "witnesses: " + required + " of " + keys.size() + " required (expected: 0 to " + keys.size() + ")");
        }
    }

    static WitnessQuorum none() {
        return new WitnessQuorum(0, List.of());
    }

    void requireOtherThan(VerifierKey logKey) {
        if (keys.stream().anyMatch(key -> key.publicKey().equals(logKey.publicKey()))) {
            throw new IllegalArgumentException("witness key: that of the log (expected: somebody else's)");
        }
    }
}
