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
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows from elsewhere than from the ledger to be checked. Without anything, a ledger can only be found
 * to agree with itself.
 *
 * <p>Guarantee: immutable.
 */
public final class TrustAnchor {
    private final @Nullable VerifierKey logKey;
    private final List<SignedCheckpoint> seen;
    private final @Nullable Digest charter;
    private final @Nullable Bytes coordinatorKey;
    private final WitnessQuorum witnesses;

    private TrustAnchor(
            @Nullable VerifierKey logKey,
            List<SignedCheckpoint> seen,
            @Nullable Digest charter,
            @Nullable Bytes coordinatorKey,
            WitnessQuorum witnesses) {
        if (logKey != null) {
            witnesses.requireOtherThan(logKey.requireLog());
        }
        this.logKey = logKey;
        this.seen = List.copyOf(seen);
        this.charter = charter;
        this.coordinatorKey = coordinatorKey;
        this.witnesses = witnesses;
    }

    /** {@return trust in logs that this key signs} */
    public static TrustAnchor logKey(VerifierKey key) {
        return new TrustAnchor(requireNonNull(key, "key"), List.of(), null, null, WitnessQuorum.none());
    }

    /** {@return no trust: the ledger is only held against itself} */
    public static TrustAnchor selfConsistentOnly() {
        return new TrustAnchor(null, List.of(), null, null, WitnessQuorum.none());
    }

    /** {@return this anchor, and the log must extend a checkpoint that was seen and checked before} */
    public TrustAnchor withSeen(SignedCheckpoint checkpoint) {
        List<SignedCheckpoint> more = new ArrayList<>(seen);
        more.add(requireNonNull(checkpoint, "checkpoint"));
        return new TrustAnchor(logKey, more, charter, coordinatorKey, witnesses);
    }

    /** {@return this anchor, and the charter must be the leaf with this RFC 6962 hash} */
    public TrustAnchor withCharter(Digest charterLeafHash) {
        return new TrustAnchor(
                logKey, seen, requireNonNull(charterLeafHash, "charterLeafHash"), coordinatorKey, witnesses);
    }

    /** {@return this anchor, and every leaf must be signed by this P-256 key, 65 bytes uncompressed} */
    public TrustAnchor withCoordinatorKey(Bytes publicKey) {
        return new TrustAnchor(logKey, seen, charter, requireNonNull(publicKey, "publicKey"), witnesses);
    }

    /**
     * {@return this anchor, and the checkpoint must be cosigned by so many of these witnesses}
     *
     * @param required at least how many
     * @param keys their keys, of type 4, each of somebody else; none of them the log's
     */
    public TrustAnchor withWitnesses(int required, Collection<VerifierKey> keys) {
        WitnessQuorum quorum = new WitnessQuorum(required, List.copyOf(keys));
        return new TrustAnchor(logKey, seen, charter, coordinatorKey, quorum);
    }

    Optional<VerifierKey> logKey() {
        return Optional.ofNullable(logKey);
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

    WitnessQuorum witnesses() {
        return witnesses;
    }

    TrustLevel level() {
        return logKey == null ? TrustLevel.SELF_CONSISTENT_ONLY : TrustLevel.LOG_KEY;
    }
}
