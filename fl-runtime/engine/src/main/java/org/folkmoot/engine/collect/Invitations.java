package org.folkmoot.engine.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.SharedState;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.engine.ledger.ChainLog;

/** Makes the invitations to an attempt, with all that the log says about it. */
public final class Invitations {
    private Invitations() {}

    /**
     * {@return the invitation to an attempt that now begins}
     *
     * <p>It is true of the log as it stands now only: where one is still being repeated to somebody when the log grows,
     * it fails instead of asking for what the log no longer calls for, which a client would take for a breach.
     */
    public static Exchange.MessageUnder to(AttemptId attempt, CollectionTask task, ChainLog log) throws AuditException {
        long opened = log.view(0).checkpoint().size();
        Digest program = CanonicalProgram.digest(task.program());
        SharedState shared = shared(task);
        boolean hidden = !task.program().collection().showsSingleUpdates();
        return view -> {
            if (view.checkpoint().size() != opened) {
                throw new AuditException("attempt " + attempt + ": the log has grown since it began");
            }
            ProvenLeaf authorisation = log.authorisation(program, view);
            List<ProvenLeaf> tail = log.tail(view);
            return new RoundInvitation(
                    task.federation(),
                    attempt,
                    task.program(),
                    authorisation,
                    task.before().model(),
                    shared,
                    view,
                    tail,
                    hidden ? log.members(view) : approvers(authorisation, tail, log, view));
        };
    }

    private static List<ProvenLeaf> approvers(
            ProvenLeaf authorisation, List<ProvenLeaf> tail, ChainLog log, LogView view) throws AuditException {
        List<ProvenLeaf> approved = new ArrayList<>(tail);
        approved.add(authorisation);
        return log.approvers(approved, view);
    }

    private static SharedState shared(CollectionTask task) {
        Set<String> asked =
                Pipeline.of(task.program()).local().map(LocalRule::broadcast).orElse(Set.of());
        if (asked.isEmpty()) {
            return SharedState.none();
        }
        SortedMap<String, ParameterVector> slots = new TreeMap<>(task.before().slots());
        slots.keySet().retainAll(asked);
        return new SharedState(Bytes.of(CanonicalState.descriptor(task.before())), slots);
    }
}
