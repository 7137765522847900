package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * Fixes, before anybody masks anything, who takes part in a secure collection and with which keys, so that nobody can be
 * shown another roster than his neighbours.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param attempt round and attempt
 * @param program digest of the program that is run
 * @param root root over the canonical bytes of the entries, sorted by pseudonym
 * @param count number of entries
 */
public record RosterLeaf(
        FederationId federation, Digest previous, AttemptId attempt, Digest program, Digest root, int count)
        implements LogLeaf {
    /** Rejects empty rosters. */
    public RosterLeaf {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
        }
    }

    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.of(previous);
    }
}
