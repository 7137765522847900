package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.audit.authority.Authorities;

/**
 * The first leaf of a federation: who coordinates, who founds it, where the model starts and what chance is drawn from.
 *
 * <p>Guarantees: every later leaf is signed by the key in here, and every cohort can be recomputed from the seed in here.
 * It names the founders by a Merkle root; the registry leaves that follow spell them out.
 *
 * @param federation the name signed by clients in every statement
 * @param origin the log it is written for
 * @param coordinatorKey P-256 public key, 65 bytes uncompressed (SEC 1 §2.3.3)
 * @param registryCount number of founding members
 * @param registryRoot RFC 6962 root over the canonical bytes of the founding members, in order
 * @param layout what the parameters mean
 * @param initialState digest of the state before round 1
 * @param initialModel digest of the model before round 1
 * @param rules who may write which kind of leaf
 * @param seed public seed of all draws
 */
public record CharterLeaf(
        FederationId federation,
        String origin,
        Bytes coordinatorKey,
        long registryCount,
        Digest registryRoot,
        ParameterLayout layout,
        Digest initialState,
        Digest initialModel,
        Authorities rules,
        Digest seed)
        implements LogLeaf {
    private static final int POINT_BYTES = 65;

    /** Rejects an empty origin, a key that is no uncompressed point, and a federation without founders. */
    public CharterLeaf {
        if (origin.isEmpty()) {
            throw new IllegalArgumentException("origin: \"\" (expected: the name of a log)");
        }
        if (coordinatorKey.size() != POINT_BYTES) {
            throw new IllegalArgumentException(
                    "coordinatorKey: " + coordinatorKey.size() + " bytes (expected: " + POINT_BYTES + ")");
        }
        if (registryCount < 1 || registryCount > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("registryCount: " + registryCount + " (expected: 1 to 2^31 - 1)");
        }
    }

    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.empty();
    }
}
