package org.folkmoot.engine.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.jspecify.annotations.Nullable;

/**
 * The log as the coordinator writes it: every leaf goes through the same chain rules that verifiers apply, before it is
 * appended. Leaves are read back at open, so that a ledger that was tampered with at rest is not continued.
 */
public final class ChainLog {
    private final TransparencyLog log;
    private final List<RoundLeaf> rounds = new ArrayList<>();
    private final Map<Long, LogView> views = new HashMap<>();
    private final Map<Long, ProvenLeaf> proven = new HashMap<>();
    private final LeafIndex places = new LeafIndex();
    private @Nullable ChainState chain;

    private ChainLog(TransparencyLog log) {
        this.log = log;
    }

    /** {@return the log with all its leaves checked} */
    public static ChainLog open(TransparencyLog log) throws AuditException {
        ChainLog opened = new ChainLog(log);
        for (long index = 0; index < log.size(); index++) {
            opened.replay(index, log.leaf(index));
        }
        return opened;
    }

    public boolean isEmpty() {
        return chain == null;
    }

    public ChainState chain() {
        if (chain == null) {
            throw new IllegalStateException("the log has no charter yet");
        }
        return chain;
    }

    /** {@return the proofs of committed rounds, oldest first} */
    public List<RoundLeaf> committed() {
        return rounds.stream().filter(RoundLeaf::isCommitted).toList();
    }

    /** {@return the proofs of all attempts, oldest first} */
    public List<RoundLeaf> rounds() {
        return List.copyOf(rounds);
    }

    public synchronized LeafReceipt append(LogLeaf leaf) throws AuditException {
        Bytes sealed = LeafCodec.seal(leaf, log.statementKey());
        return append(leaf, sealed, next(leaf, sealed, log.size()));
    }

    private LeafReceipt append(LogLeaf leaf, Bytes sealed, ChainState next) throws AuditException {
        LeafReceipt receipt = log.append(sealed);
        views.clear();
        proven.clear();
        note(leaf, receipt.index(), next);
        return receipt;
    }

    /** {@return the log as it stands, for somebody who saw it at this size} */
    public synchronized LogView view(long fromSize) throws AuditException {
        LogView view = views.get(fromSize);
        if (view == null) {
            SignedCheckpoint checkpoint = log.checkpoint();
            boolean fresh = fromSize <= 0 || fromSize > checkpoint.size();
            view = new LogView(
                    checkpoint,
                    fresh ? 0 : fromSize,
                    fresh ? List.of() : log.consistencyPath(fromSize, checkpoint.size()));
            views.put(fromSize, view);
        }
        return view;
    }

    /** {@return a leaf with its path} Shared between the clients that are shown the same size of the log. */
    public synchronized ProvenLeaf proven(long index, LogView view) throws AuditException {
        long size = view.checkpoint().size();
        ProvenLeaf known = size == log.size() ? proven.get(index) : null;
        if (known == null) {
            known = new ProvenLeaf(index, log.leaf(index), log.inclusionPath(index, size));
        }
        if (size == log.size()) {
            proven.put(index, known);
        }
        return known;
    }

    /** {@return the charter, proved under this view} */
    public ProvenLeaf charter(LogView view) throws AuditException {
        return proven(0, view);
    }

    /** {@return the leaf that registers this client, proved under this view; empty where it is not registered} */
    public synchronized Optional<ProvenLeaf> registration(Digest pseudonym, LogView view) throws AuditException {
        OptionalLong index = places.registration(pseudonym);
        return index.isPresent() ? Optional.of(proven(index.getAsLong(), view)) : Optional.empty();
    }

    /** {@return what this member has said for itself, proved under this view} */
    public synchronized List<ProvenLeaf> notices(Digest pseudonym, LogView view) throws AuditException {
        List<ProvenLeaf> notices = new ArrayList<>();
        for (long index : places.notices(pseudonym)) {
            notices.add(proven(index, view));
        }
        return notices;
    }

    /**
     * {@return the leaves that show those to be members who approved any of these leaves, in log order}: their registrations,
     * who admitted them in turn, and their changes of keys.
     */
    public synchronized List<ProvenLeaf> approvers(List<ProvenLeaf> leaves, LogView view) throws AuditException {
        NavigableSet<Long> indices = new TreeSet<>();
        Deque<LogLeaf> rest = new ArrayDeque<>();
        for (ProvenLeaf leaf : leaves) {
            rest.add(parse(leaf.index(), leaf.leaf()));
        }
        while (!rest.isEmpty()) {
            for (long index : places.showing(rest.remove())) {
                if (indices.add(index)) {
                    rest.add(parse(index, log.leaf(index)));
                }
            }
        }
        List<ProvenLeaf> approvers = new ArrayList<>();
        for (long index : indices) {
            approvers.add(proven(index, view));
        }
        return approvers;
    }

    /** {@return all registrations and changes of keys, in log order}: what shows who is a member, and under which key. */
    public synchronized List<ProvenLeaf> members(LogView view) throws AuditException {
        List<ProvenLeaf> members = new ArrayList<>();
        for (long index : places.members()) {
            members.add(proven(index, view));
        }
        return members;
    }

    private static LogLeaf parse(long index, Bytes bytes) throws AuditException {
        try {
            return LeafCodec.parseUnverified(bytes);
        } catch (InvalidLeafException e) {
            throw new AuditException("leaf " + index + ": " + e.getMessage(), e);
        }
    }

    /** {@return why this leaf may not come next; empty if it may, and then it is appended} */
    public synchronized Optional<String> appendUnlessBroken(LogLeaf leaf) throws AuditException {
        Bytes sealed = LeafCodec.seal(leaf, log.statementKey());
        ChainState next;
        try {
            next = chain().next(leaf, LeafCodec.hash(sealed));
        } catch (BrokenChainException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        append(leaf, sealed, next);
        return Optional.empty();
    }

    /** {@return the leaf that authorises this program, proved under this view} */
    public synchronized ProvenLeaf authorisation(Digest program, LogView view) throws AuditException {
        long index = places.authorisation(program)
                .orElseThrow(() -> new AuditException("program " + program + " (expected: authorised in the log)"));
        return proven(index, view);
    }

    /**
     * {@return the newest leaves, from which follows what comes next: from the last round leaf on, or from the one that
     * completes the founders}
     *
     * @throws AuditException if the view is not the newest, or the founders are not complete
     */
    public synchronized List<ProvenLeaf> tail(LogView view) throws AuditException {
        long start = places.tail().orElseThrow(() -> new AuditException("the founders are not complete"));
        if (view.checkpoint().size() != log.size()) {
            throw new AuditException("the log has size " + log.size() + ", the view "
                    + view.checkpoint().size());
        }
        List<ProvenLeaf> tail = new ArrayList<>();
        for (long index = start; index < log.size(); index++) {
            tail.add(proven(index, view));
        }
        return tail;
    }

    /**
     * A round leaf in its place.
     *
     * @param index its place
     * @param leaf the proof of an attempt
     */
    public record Placed(long index, RoundLeaf leaf) {}

    /** {@return the proof of this attempt, where the log has one} */
    public synchronized Optional<Placed> proofOf(AttemptId attempt) throws AuditException {
        OptionalLong index = places.proof(attempt);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        try {
            Bytes bytes = log.leaf(index.getAsLong());
            RoundLeaf leaf = (RoundLeaf) LeafCodec.open(bytes, chain().charter().coordinatorKey());
            return Optional.of(new Placed(index.getAsLong(), leaf));
        } catch (InvalidLeafException e) {
            throw new AuditException("leaf " + index.getAsLong() + ": " + e.getMessage(), e);
        }
    }

    private void replay(long index, Bytes bytes) throws AuditException {
        try {
            LogLeaf leaf = chain == null
                    ? LeafCodec.openCharter(bytes)
                    : LeafCodec.open(bytes, chain.charter().coordinatorKey());
            note(leaf, index, next(leaf, bytes, index));
        } catch (InvalidLeafException e) {
            throw new AuditException("leaf " + index + ": " + e.getMessage(), e);
        }
    }

    private ChainState next(LogLeaf leaf, Bytes bytes, long index) throws AuditException {
        try {
            if (chain == null) {
                if (leaf instanceof CharterLeaf charter) {
                    return ChainState.start(charter, LeafCodec.hash(bytes));
                }
                throw new AuditException("leaf " + index + ": no charter (expected: one in the first leaf)");
            }
            return chain.next(leaf, LeafCodec.hash(bytes));
        } catch (BrokenChainException e) {
            throw new AuditException("leaf " + index + ": " + e.getMessage(), e);
        }
    }

    private void note(LogLeaf leaf, long index, ChainState next) {
        chain = next;
        places.note(leaf, index, next);
        if (leaf instanceof RoundLeaf round) {
            rounds.add(round);
        }
    }
}
