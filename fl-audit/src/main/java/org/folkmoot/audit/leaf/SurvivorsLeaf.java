package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * Fixes, before anybody reveals anything, whose masked inputs are summed: each client helps to unmask one set of survivors
 * of an attempt, and this says which.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param attempt round and attempt
 * @param roster root of the roster that the survivors are of
 * @param root root over the canonical bytes of the entries, sorted by pseudonym
 * @param count number of entries
 */
public record SurvivorsLeaf(
        FederationId federation, Digest previous, AttemptId attempt, Digest roster, Digest root, int count)
        implements LogLeaf {
    /** Rejects empty sets. */
    public SurvivorsLeaf {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
        }
    }

    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.of(previous);
    }
}
