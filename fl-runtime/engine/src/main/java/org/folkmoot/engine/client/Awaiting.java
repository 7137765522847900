package org.folkmoot.engine.client;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RoundLeaf;

/**
 * A client that has answered an attempt and does not know yet what became of it. It answers nothing more until it is
 * shown, so that a coordinator gets at most one contribution that the log says nothing of.
 *
 * @param membership what it knows of the federation
 * @param given its answer
 */
record Awaiting(Membership membership, GivenAnswer given) implements ClientPhase.Acquainted {
    /** Rejects an answer that is not the newest one. */
    Awaiting {
        if (!given.attempt().equals(membership.course().answered())) {
            throw new IllegalArgumentException("given: " + given.attempt() + " (expected: "
                    + membership.course().answered() + ")");
        }
    }

    /** {@return whether it is asked for this very answer once more, which it gives once only} */
    boolean isAskedAgain(RoundInvitation invitation) {
        return invitation.attempt().equals(given.attempt());
    }

    /** {@return the client that has refused to answer this attempt again, so that a record may say so} */
    Awaiting refusing() {
        return new Awaiting(membership, given.refusedAgain());
    }

    @Override
    public Awaiting with(Membership more) {
        return new Awaiting(more, given);
    }

    @Override
    public ClientPhase.Told onReceipt(RoundReceipt receipt) throws ProtocolViolationException {
        ReceiptChecks.Opened opened = ReceiptChecks.open(membership, receipt);
        if (!opened.leaf().attempt().equals(given.attempt())) {
            return new ClientPhase.Told(new Awaiting(opened.membership(), given), opened.warningUnanswered());
        }
        requireOfThisAnswer(opened);
        Optional<RejectionReason> dismissed = opened.dismissal(given);
        Membership told = opened.membership();
        if (dismissed.isEmpty()) {
            return new ClientPhase.Told(new Member(told), Optional.empty(), Optional.of(settlement(opened)));
        }
        Membership counted = told.with(told.course().dismissedOnce());
        return new ClientPhase.Told(
                new Member(counted),
                Optional.of("the contribution to attempt " + given.attempt() + " was left out as "
                        + dismissed.get().word() + ", on the coordinator's word; so far "
                        + counted.course().dismissed()),
                Optional.of(settlement(opened)));
    }

    private ClientPhase.Settlement settlement(ReceiptChecks.Opened opened) {
        boolean included = opened.record().map(ClientRecord::isIncluded).orElse(false);
        return new ClientPhase.Settlement(given.attempt(), opened.leaf().isCommitted() && included);
    }

    @Override
    public ClientMemory.Remembered toRemember() {
        return membership.toRemember(given);
    }

    private void requireOfThisAnswer(ReceiptChecks.Opened opened) throws ProtocolViolationException {
        ClientStatement said = given.signed().statement();
        RoundLeaf leaf = opened.leaf();
        Digest program = leaf.program().digest();
        opened.require(
                opened.index() >= said.seenCheckpointSize(),
                "the proof stood in the log before the invitation: leaf " + opened.index() + " (expected: >= "
                        + said.seenCheckpointSize() + ")");
        // Whoever lost its journal may not know what it ran; then it does not know of any contribution either.
        opened.require(
                leaf.participants().records().count() == 0 || program.equals(said.program()),
                "the proof says program " + program.abbreviated() + " (announced and signed: "
                        + said.program().abbreviated() + ")");
        opened.require(
                leaf.model().before().equals(said.baseModel()),
                "the proof starts from another model than the one this client was sent");
    }
}
