package org.folkmoot.api.transport;

import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;

/**
 * Asks a client to contribute to an attempt, and proves that the log calls for just this: the client needs nothing that
 * an earlier invitation said, however many rounds it missed.
 *
 * @param federation the federation
 * @param attempt round and attempt
 * @param program what the round will run; the client computes its digest itself
 * @param authorisation the leaf that authorises the program
 * @param model where to start from
 * @param shared what else of the round's state the local rule needs
 * @param log the log as it stands
 * @param tail the newest leaves, without a gap up to the last one of the log: from the last round leaf on, or before the
 *     first round from the registry leaf that completes the founders. They fix attempt, model and cohort
 * @param approvers the leaves that show those to be members whose approvals count under {@code authorisation} and in
 *XX */
public record RoundInvitation(
        FederationId federation,
        AttemptId attempt,
        RoundProgram program,
        ProvenLeaf authorisation,
        ParameterVector model,
        SharedState shared,
        LogView log,
        List<ProvenLeaf> tail,
        List<ProvenLeaf> approvers)
        implements ServerMessage {
    /** Copies the lists. */
    public RoundInvitation {
        tail = List.copyOf(tail);
        approvers = List.copyOf(approvers);
    }

    /** An invitation to a round whose clients need only the model. */
    public RoundInvitation(
            FederationId federation,
            AttemptId attempt,
            RoundProgram program,
            ProvenLeaf authorisation,
            ParameterVector model,
            LogView log,
            List<ProvenLeaf> tail) {
        this(federation, attempt, program, authorisation, model, SharedState.none(), log, tail, List.of());
    }
}
