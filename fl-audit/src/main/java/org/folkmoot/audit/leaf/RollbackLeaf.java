package org.folkmoot.audit.leaf;

import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.leaf.RoundLeaf.Change;

/**
 * Lets the state of an earlier round hold again. It takes the place of a round: the log only ever goes forward, and each
 * number has one model.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param round the number that it takes
 * @param target the round whose state holds again; 0 for the state before the first
 * @param state digests of the state before and after
 * @param model digests of the model before and after
 * @param registryCount how many members there are
 * @param approvals of those who may roll back
 */
public record RollbackLeaf(
        FederationId federation,
        Digest previous,
        int round,
        int target,
        Change state,
        Change model,
        int registryCount,
        Approvals approvals)
        implements AuthorisedLeaf {
    /** Rejects a target that is not before the round. */
    public RollbackLeaf {
        if (target < 0 || round <= target) {
            throw new IllegalArgumentException(
                    "round: " + round + ", target: " + target + " (expected: 0 <= target < round)");
        }
        if (registryCount < 1) {
            throw new IllegalArgumentException("registryCount: " + registryCount + " (expected: >= 1)");
        }
    }

    @Override
    public Authorities.Kind kind() {
        return Authorities.Kind.ROLLBACK;
    }
}
