package org.folkmoot.audit.leaf;

import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;

/**
 * Releases the model of a round that was committed and not rolled back. A model that no such leaf names may circulate;
 * it cannot pass for released.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param round whose model it is
 * @param model digest of the model
 * @param resources the root digest of the released files, as the signature bundle that goes with them has it (OpenSSF
 *     model signing v1: SHA-256 over the digests of the files, sorted by name)
 * @param approvals of those who may release
 */
public record ReleaseLeaf(
        FederationId federation, Digest previous, int round, Digest model, Digest resources, Approvals approvals)
        implements AuthorisedLeaf {
    /** Rejects rounds below 1. */
    public ReleaseLeaf {
        if (round < 1) {
            throw new IllegalArgumentException("round: " + round + " (expected: >= 1)");
        }
    }

    @Override
    public Authorities.Kind kind() {
        return Authorities.Kind.RELEASE;
    }
}
