package org.folkmoot.engine.client;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;

/**
 * The newest leaves of a log, from which follows what an invitation may ask.
 *
 * <p>Guarantees: the leaves are in the log as last seen, signed by the coordinator, linked, and without a gap up to the
 * last one, so that no round leaf comes after the one they start from. It does not guarantee that the leaves before
 * them keep to the rules: that is for verifiers, who read all of them. Cost: O(log n) for each leaf, whatever the
 * number of rounds.
 */
final class LogTail {
    private LogTail() {}

    /**
     * What comes next, as the log says.
     *
     * @param attempt the attempt that is due
     * @param committed the last round committed; 0 for none
     * @param state digest of the state that holds
     * @param model digest of the model in it
     * @param registered how many members are registered
     */
    record Due(AttemptId attempt, int committed, Digest state, Digest model, int registered) {}

    /**
     * {@return what is due after these leaves}
     *
     * @throws ProtocolViolationException if they are not the end of this log
     */
    static Due due(Membership membership, Approvers approvers, List<ProvenLeaf> tail)
            throws ProtocolViolationException {
        LogHistory history = membership.history();
        CharterLeaf charter = membership.charter();
        requireUpToTheEnd(tail, history.seen().size());
        Due due = null;
        ProvenLeaf previous = null;
        for (ProvenLeaf proven : tail) {
            LogLeaf leaf = history.open(proven, charter.coordinatorKey());
            require(leaf.federation().equals(charter.federation()), "a leaf of " + leaf.federation());
            require(
                    previous == null || leaf.prevLeaf().equals(Optional.of(LeafCodec.hash(previous.leaf()))),
                    "leaf " + proven.index() + " does not name the leaf before it");
            due = due == null ? first(leaf, charter, approvers) : after(due, leaf, approvers);
            previous = proven;
        }
        if (due == null) {
            throw new AssertionError("an empty tail was refused before");
        }
        return due;
    }

    private static void requireUpToTheEnd(List<ProvenLeaf> tail, long size) throws ProtocolViolationException {
        require(!tail.isEmpty(), "no leaves");
        long start = size - tail.size();
        for (int i = 0; i < tail.size(); i++) {
            require(
                    tail.get(i).index() == start + i,
                    "leaf " + tail.get(i).index() + " in place " + i + " of the last " + tail.size() + " of " + size);
        }
    }

    /** Before the founders are complete no round may run, so that none is hidden before the leaf that completes them. */
    private static Due first(LogLeaf leaf, CharterLeaf charter, Approvers approvers) throws ProtocolViolationException {
        if (leaf instanceof RoundLeaf round) {
            return after(round);
        }
        if (leaf instanceof RollbackLeaf rollback) {
            return after(rollback, approvers);
        }
        require(
                leaf instanceof RegistryLeaf registry
                        && registry.first() + registry.members().size() == charter.registryCount(),
                "it starts with neither a round nor the last of the founders");
        return new Due(
                AttemptId.first(1),
                0,
                charter.initialState(),
                charter.initialModel(),
                Math.toIntExact(charter.registryCount()));
    }

    private static Due after(RoundLeaf leaf) throws ProtocolViolationException {
        AttemptId attempt = leaf.attempt();
        require(attempt.round() < Integer.MAX_VALUE && attempt.attempt() < Integer.MAX_VALUE, "no round follows");
        int registered = leaf.participants().registryCount();
        return leaf.isCommitted()
                ? new Due(
                        AttemptId.first(attempt.round() + 1),
                        attempt.round(),
                        leaf.state().after(),
                        leaf.model().after(),
                        registered)
                : new Due(
                        attempt.retry(),
                        attempt.round() - 1,
                        leaf.state().before(),
                        leaf.model().before(),
                        registered);
    }

    /** A restored state is taken on the word of those who may restore one; that it once held, verifiers see. */
    private static Due after(RollbackLeaf leaf, Approvers approvers) throws ProtocolViolationException {
        Optional<String> objection = approvers.objection(leaf);
        require(objection.isEmpty(), "rollback: " + objection.orElse(""));
        require(leaf.round() < Integer.MAX_VALUE, "no round follows");
        return new Due(
                AttemptId.first(leaf.round() + 1),
                leaf.round(),
                leaf.state().after(),
                leaf.model().after(),
                leaf.registryCount());
    }

    private static Due after(Due due, LogLeaf leaf, Approvers approvers) throws ProtocolViolationException {
        if (leaf instanceof ProgramLeaf || leaf instanceof NoticeLeaf || leaf instanceof ReleaseLeaf) {
            return due;
        }
        if (!(leaf instanceof RegistryLeaf registry)) {
            throw violation("it does not start with the last round");
        }
        Optional<String> objection = approvers.objection(registry);
        require(objection.isEmpty(), "new members: " + objection.orElse(""));
        require(due.attempt().attempt() == 1, "new members between the attempts at a round");
        int added = registry.members().size();
        require(
                registry.first() == due.registered() && due.registered() <= Integer.MAX_VALUE - added,
                "members from " + registry.first() + " on (expected: from " + due.registered() + " on)");
        return new Due(due.attempt(), due.committed(), due.state(), due.model(), due.registered() + added);
    }

    private static void require(boolean holds, String otherwise) throws ProtocolViolationException {
        if (!holds) {
            throw violation(otherwise);
        }
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "tail of the log", what);
    }
}
