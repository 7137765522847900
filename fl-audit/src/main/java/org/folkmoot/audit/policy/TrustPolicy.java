package org.folkmoot.audit.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.VerifierKey;

/**
 * The logs and witnesses that a verifier trusts, and which of the witnesses must have cosigned a checkpoint.
 *
 * <p>Guarantees: immutable; no key is there twice and none is both a log's and a witness's, whatever names it goes by,
 * so nobody counts twice and a log never vouches for itself. Does not say that the witnesses are independent of each
 * other: that is for whoever writes the file to know.
 *
 * <p>Source: C2SP tlog-policy.
 */
public final class TrustPolicy {
    /** Longest policy file, in bytes. */
    public static final int MAX_BYTES = 1 << 18;

    private final List<VerifierKey> logs;
    private final List<VerifierKey> witnesses;
    private final Quorum quorum;

    private TrustPolicy(List<VerifierKey> logs, List<VerifierKey> witnesses, Quorum quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
        List<VerifierKey> all = new ArrayList<>(logs);
        all.addAll(witnesses);
        long distinct = all.stream().map(VerifierKey::publicKey).distinct().count();
        if (distinct != all.size()) {
            throw new IllegalArgumentException("keys: " + distinct + " under " + all.size()
                    + " names (expected: one name and one role for each, log or witness)");
        }
    }

    static TrustPolicy of(List<VerifierKey> logs, List<VerifierKey> witnesses, Quorum quorum) {
        return new TrustPolicy(logs, witnesses, quorum);
    }

    /**
     * {@return the policy in a file; the caller caps its length at {@link #MAX_BYTES}}
     *
     * @throws MalformedPolicyException if these bytes are none
     */
    public static TrustPolicy parse(Bytes file) throws MalformedPolicyException {
        return new PolicyReader().read(file);
    }

    /** {@return the policy that asks for one of these logs, any log if there is none, and for no cosignature} */
    public static TrustPolicy ofLogs(List<VerifierKey> logs) {
        logs.forEach(VerifierKey::requireLog);
        return new TrustPolicy(logs, List.of(), Quorum.none());
    }

    /**
     * {@return the policy that asks for so many of these witnesses and leaves open which log}
     *
     * @param witnesses their keys, of type 4, each of somebody else
     */
    public static TrustPolicy threshold(int required, Collection<VerifierKey> witnesses) {
        List<VerifierKey> keys =
                witnesses.stream().map(VerifierKey::requireCosigner).toList();
        List<Quorum> each =
                keys.stream().map(key -> (Quorum) new Quorum.One(key)).toList();
        return new TrustPolicy(List.of(), keys, new Quorum.Group(required, each));
    }

    /**
     * {@return this policy for the log with this key}
     *
     * @throws IllegalArgumentException if it names other logs, or the key is a witness's
     */
    public TrustPolicy withLog(VerifierKey log) {
        if (!logs.isEmpty() && !logs.contains(log)) {
            throw new IllegalArgumentException("log key: " + log.encode() + " (expected: one of "
                    + logs.stream().map(VerifierKey::encode).toList() + ")");
        }
        return new TrustPolicy(List.of(log.requireLog()), witnesses, quorum);
    }

    /** {@return the keys of which any one may have signed the checkpoint; none if that is left open} */
    public List<VerifierKey> logs() {
        return logs;
    }

    /** {@return the keys of the witnesses, in the order in which they were named} */
    public List<VerifierKey> witnesses() {
        return witnesses;
    }

    /** {@return whether a checkpoint that exactly these have cosigned is good enough} */
    public boolean isMetBy(Set<VerifierKey> cosigners) {
        return quorum.isMetBy(cosigners);
    }

    /** {@return with how few cosignatures it can be met} */
    public int leastCosignatures() {
        return quorum.least();
    }

    /** {@return the rule in words, such as {@code 2 of (a, b, 1 of (c, d))}} */
    public String rule() {
        return quorum.words();
    }

    @Override
    public String toString() {
        return "TrustPolicy[" + logs.size() + " logs, " + rule() + "]";
    }
}
