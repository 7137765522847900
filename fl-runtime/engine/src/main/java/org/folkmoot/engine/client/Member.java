package org.folkmoot.engine.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.SharedState;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.program.TrainingStage;

/**
 * A client that knows the charter, is owed no receipt, and takes part on its own terms.
 *
 * @param membership what it knows of the federation
 */
record Member(Membership membership) implements ClientPhase.Acquainted {
    /** Whoever draws a larger cohort needs more memory than a small client has. */
    private static final int LARGEST_COHORT = 1 << 22;

    /**
     * {@return what to do about an invitation}
     *
     * @throws ProtocolViolationException if the coordinator asks for what the log does not allow
     * @throws RefusalException if this client does not want to
     */
    TrainingOrder onInvitation(RoundInvitation invitation, Instant now)
            throws ProtocolViolationException, RefusalException {
        refuseSecondAnswer(membership, invitation.attempt());
        Membership shown = membership.with(membership.history().advance(invitation.log()));
        Approvers approvers = Approvers.shown(shown, invitation.approvers());
        LogTail.Due due = LogTail.due(shown, approvers, invitation.tail());
        Membership current = shown.with(shown.course().current(due));
        requireDue(invitation, due, current);
        Digest program = requireAuthorised(invitation, current, approvers);
        requireDrawn(invitation, due, current);
        refuseUnlessAgreeable(invitation, now);
        Digest seed = SeedDerivation.derive(
                current.charter().seed(),
                "training/" + current.me().id(),
                invitation.attempt().round());
        return new TrainingOrder(current, invitation, program, trainingOf(invitation), seed);
    }

    @Override
    public Member with(Membership more) {
        return new Member(more);
    }

    @Override
    public ClientPhase.Told onReceipt(RoundReceipt receipt) throws ProtocolViolationException {
        ReceiptChecks.Opened opened = ReceiptChecks.open(membership, receipt);
        return new ClientPhase.Told(new Member(opened.membership()), opened.warningUnanswered());
    }

    @Override
    public ClientMemory.Remembered toRemember() {
        return membership.toRemember(null);
    }

    static void refuseSecondAnswer(Membership membership, AttemptId attempt) throws RefusalException {
        AttemptId answered = membership.course().answered();
        if (answered != null && attempt.compareTo(answered) <= 0) {
            throw new RefusalException("attempt " + attempt + " is not after " + answered
                    + ", the last one answered; a second answer is never given");
        }
    }

    private static void requireDue(RoundInvitation invitation, LogTail.Due due, Membership current)
            throws ProtocolViolationException {
        AttemptId attempt = invitation.attempt();
        require(
                invitation.federation().equals(current.charter().federation()),
                attempt,
                "the invitation is for " + invitation.federation() + " (expected: "
                        + current.charter().federation() + ")");
        require(attempt.equals(due.attempt()), attempt, "the log calls for attempt " + due.attempt());
        require(
                invitation.model().layout().equals(current.charter().layout()),
                attempt,
                "the model has another layout");
        require(
                invitation.model().digest().equals(due.model()),
                attempt,
                "the model is not the one that holds after round " + due.committed());
        requireShared(invitation, due);
    }

    /** What else is sent of the state must be of the state that holds, and nothing of it may be held back. */
    private static void requireShared(RoundInvitation invitation, LogTail.Due due) throws ProtocolViolationException {
        SharedState shared = invitation.shared();
        if (shared.equals(SharedState.none())) {
            return;
        }
        AttemptId attempt = invitation.attempt();
        byte[] descriptor = shared.descriptor().toByteArray();
        require(
                Digest.sha256(descriptor).equals(due.state()),
                attempt,
                "the state is not the one that holds after round " + due.committed());
        CanonicalState state;
        try {
            state = CanonicalState.parse(descriptor);
        } catch (MalformedJsonException e) {
            throw violation(attempt, "the state: " + e.getMessage());
        }
        for (Map.Entry<String, ParameterVector> slot : shared.slots().entrySet()) {
            require(
                    CanonicalState.Slot.of(slot.getValue()).equals(state.slots().get(slot.getKey())),
                    attempt,
                    "slot " + slot.getKey() + " is not that of the state");
        }
    }

    /** {@return the digest of the announced program} */
    private static Digest requireAuthorised(RoundInvitation invitation, Membership current, Approvers approvers)
            throws ProtocolViolationException {
        Digest program = CanonicalProgram.digest(invitation.program());
        LogLeaf leaf = current.history()
                .open(invitation.authorisation(), current.charter().coordinatorKey());
        require(
                leaf instanceof ProgramLeaf authorised
                        && authorised.federation().equals(current.charter().federation())
                        && authorised.program().equals(invitation.program()),
                invitation.attempt(),
                "the program " + program.abbreviated() + " is not authorised in the log");
        Optional<String> objection = approvers.objection((ProgramLeaf) leaf);
        require(
                objection.isEmpty(),
                invitation.attempt(),
                "the program " + program.abbreviated() + " is not authorised as the charter asks: "
                        + objection.orElse(""));
        return program;
    }

    private static void requireDrawn(RoundInvitation invitation, LogTail.Due due, Membership current)
            throws ProtocolViolationException, RefusalException {
        AttemptId attempt = invitation.attempt();
        require(
                current.index() < due.registered(),
                attempt,
                "client " + current.index() + " is not among the " + due.registered() + " registered");
        int cohort = cohortOf(invitation.program().participation(), due.registered());
        if (cohort == due.registered()) {
            return;
        }
        if (cohort > LARGEST_COHORT) {
            throw new RefusalException("cohort: " + cohort + " (expected: <= " + LARGEST_COHORT + ")");
        }
        SharedChecks.Draw draw = new SharedChecks.Draw(
                invitation.program().participation(),
                new CharterBeacon(current.charter().seed()),
                attempt.round(),
                due.registered());
        require(
                current.history().checks().isDrawn(draw, current.index()),
                attempt,
                "this client was not drawn for round " + attempt.round());
    }

    private static int cohortOf(Participation rule, int registered) throws RefusalException {
        try {
            return CohortDraw.of(rule).size(registered);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(String.valueOf(e.getMessage()));
        }
    }

    private void refuseUnlessAgreeable(RoundInvitation invitation, Instant now) throws RefusalException {
        Optional<String> objection = membership.me().floor().objection(invitation.program());
        if (objection.isPresent()) {
            throw new RefusalException(objection.get());
        }
        if (!membership.me().consent().holdsAt(now)) {
            throw new RefusalException("the consent has ended");
        }
    }

    private static LocalTraining trainingOf(RoundInvitation invitation) throws ProtocolViolationException {
        try {
            return TrainingStage.parse(invitation.program().stage(Stage.TRAINING));
        } catch (IllegalArgumentException e) {
            throw violation(invitation.attempt(), String.valueOf(e.getMessage()));
        }
    }

    private static void require(boolean holds, AttemptId attempt, String otherwise) throws ProtocolViolationException {
        if (!holds) {
            throw violation(attempt, otherwise);
        }
    }

    private static ProtocolViolationException violation(AttemptId attempt, String what) {
        return new ProtocolViolationException("coordinator", "attempt " + attempt, what);
    }
}
