package org.folkmoot.audit.verify;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.policy.TrustPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows from elsewhere than from the ledger to be checked. Without anything, a ledger can only be found
 * to agree with itself.
 *
 * <p>Guarantee: immutable.
 */
public final class TrustAnchor {
    private final TrustPolicy policy;
    private final List<SignedCheckpoint> seen;
    private final @Nullable Digest charter;
    private final @Nullable Bytes coordinatorKey;

    private TrustAnchor(
            TrustPolicy policy, List<SignedCheckpoint> seen, @Nullable Digest charter, @Nullable Bytes coordinatorKey) {
        this.policy = policy;
        this.seen = List.copyOf(seen);
        this.charter = charter;
        this.coordinatorKey = coordinatorKey;
    }

    /** {@return trust in logs that this key signs} */
    public static TrustAnchor logKey(VerifierKey key) {
        return selfConsistentOnly().withPolicy(TrustPolicy.ofLogs(List.of(key)));
    }

    /** {@return no trust: the ledger is only held against itself} */
    public static TrustAnchor selfConsistentOnly() {
        return new TrustAnchor(TrustPolicy.ofLogs(List.of()), List.of(), null, null);
    }

    /** {@return this anchor, and the log must extend a checkpoint that was seen and checked before} */
    public TrustAnchor withSeen(SignedCheckpoint checkpoint) {
        List<SignedCheckpoint> more = new ArrayList<>(seen);
        more.add(requireNonNull(checkpoint, "checkpoint"));
        return new TrustAnchor(policy, more, charter, coordinatorKey);
    }

    /** {@return this anchor, and the charter must be the leaf with this RFC 6962 hash} */
    public TrustAnchor withCharter(Digest charterLeafHash) {
        return new TrustAnchor(policy, seen, requireNonNull(charterLeafHash, "charterLeafHash"), coordinatorKey);
    }

    /** {@return this anchor, and every leaf must be signed by this P-256 key, 65 bytes uncompressed} */
    public TrustAnchor withCoordinatorKey(Bytes publicKey) {
        return new TrustAnchor(policy, seen, charter, requireNonNull(publicKey, "publicKey"));
    }

    /**
     * {@return this anchor, and the checkpoint must be cosigned by so many of these witnesses}
     *
     * @param required at least how many
     * @param keys their keys, of type 4, each of somebody else; none of them the log's
     */
    public TrustAnchor withWitnesses(int required, Collection<VerifierKey> keys) {
        return withPolicy(TrustPolicy.threshold(required, keys));
    }

    /**
     * {@return this anchor, and the checkpoint must be cosigned as the policy says}
     *
     * @param given takes the place of the witnesses so far; if it names logs, the log must be one of them, and where the
     *     log's key is known already, that one
     */
    public TrustAnchor withPolicy(TrustPolicy given) {
        TrustPolicy both = requireNonNull(given, "given");
        if (policy.logs().size() == 1) {
            both = both.withLog(policy.logs().get(0));
        } else if (!policy.logs().isEmpty()) {
            throw new IllegalStateException("policy: there is one already (expected: one)");
        }
        return new TrustAnchor(both, seen, charter, coordinatorKey);
    }

    List<SignedCheckpoint> seen() {
        return seen;
    }

    Optional<Digest> charter() {
        return Optional.ofNullable(charter);
    }

    Optional<Bytes> coordinatorKey() {
        return Optional.ofNullable(coordinatorKey);
    }

    TrustPolicy policy() {
        return policy;
    }

    TrustLevel level() {
        return policy.logs().isEmpty() ? TrustLevel.SELF_CONSISTENT_ONLY : TrustLevel.LOG_KEY;
    }
}
