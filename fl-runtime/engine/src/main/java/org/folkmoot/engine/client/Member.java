package org.folkmoot.engine.client;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.program.TrainingStage;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows the charter and takes part on its own terms.
 *
 * @param me its identity
 * @param history the log as it knows it
 * @param charter what the federation rests on
 * @param programs digests of the programs that the log authorises
 * @param lastAnswered the newest attempt that it contributed to
 * @param progress what it knows of the model's course
 */
record Member(
        ClientIdentity me,
        LogHistory history,
        CharterLeaf charter,
        Set<Digest> programs,
        @Nullable AttemptId lastAnswered,
        Progress progress)
        implements ClientPhase {

    /**
     * What a member knows of the model's course from what it signed and from receipts.
     *
     * @param signed its newest statement, until the receipt for it came
     * @param committedRound the newest round it has a proof of; 0 for none
     * @param committedModel digest of the model after that round
     */
    record Progress(
            @Nullable SignedStatement signed,
            int committedRound,
            @Nullable Digest committedModel) {
        /** {@return what is known from the charter alone} */
        static Progress before(CharterLeaf charter) {
            return new Progress(null, 0, charter.initialModel());
        }

        /** A receipt settles the statement of its own attempt only, and an old one takes nothing back. */
        Progress after(RoundLeaf leaf) {
            boolean settles = signed != null && signed.statement().attempt().equals(leaf.attempt());
            boolean newer = leaf.isCommitted() && leaf.attempt().round() > committedRound;
            return new Progress(
                    settles ? null : signed,
                    newer ? leaf.attempt().round() : committedRound,
                    newer ? leaf.model().after() : committedModel);
        }
    }

    /**
     * {@return what to do about an invitation}
     *
     * @throws ProtocolViolationException if the coordinator asks for what the log does not allow
     * @throws RefusalException if this client does not want to
     */
    TrainingOrder onInvitation(RoundInvitation invitation, Instant now)
            throws ProtocolViolationException, RefusalException {
        LogHistory extended = history.advance(invitation.log());
        AttemptId attempt = invitation.attempt();
        Digest program = CanonicalProgram.digest(invitation.program());
        require(
                invitation.federation().equals(charter.federation()),
                attempt,
                "the invitation is for " + invitation.federation() + " (expected: " + charter.federation() + ")");
        require(
                programs.contains(program),
                attempt,
                "the program " + program.abbreviated() + " is not authorised in the log");
        require(invitation.model().layout().equals(charter.layout()), attempt, "the model has another layout");
        requireContinuity(attempt, invitation.model());
        if (lastAnswered != null && attempt.compareTo(lastAnswered) <= 0) {
            throw new RefusalException("attempt " + attempt + " is not after " + lastAnswered
                    + ", the last one answered; a second answer is never given");
        }
        refuseUnlessAgreeable(invitation, now);
        LocalTraining training = trainingOf(invitation, attempt);
        Digest seed = SeedDerivation.derive(charter.seed(), "training/" + me.id(), attempt.round());
        Member next = new Member(me, extended, charter, programs, lastAnswered, progress);
        return new TrainingOrder(next, invitation, program, training, seed);
    }

    /**
     * {@return the signed contribution, and the member that has made it}
     *
     * @param order what was decided
     * @param delta local minus global parameters
     * @param examples how many examples stand behind it
     */
    Signed contribute(TrainingOrder order, ParameterVector delta, long examples) {
        AttemptId attempt = order.invitation().attempt();
        SignedCheckpoint seen = history.requireSeen();
        ClientStatement statement = new ClientStatement(
                charter.federation(),
                attempt,
                pseudonym(),
                order.invitation().model().digest(),
                order.program(),
                me.consentCommitment(),
                seen.size(),
                seen.root(),
                examples,
                delta.digest(),
                me.fingerprint());
        SignedStatement signed =
                new SignedStatement(statement, me.key().sign(CanonicalStatement.signingMessage(statement)));
        Progress signedProgress = new Progress(signed, progress.committedRound(), progress.committedModel());
        Member next = new Member(me, history, charter, programs, attempt, signedProgress);
        return new Signed(next, new ClearUpdate(signed, delta));
    }

    /**
     * A contribution with the member that has made it.
     *
     * @param next the member afterwards
     * @param update the contribution
     */
    record Signed(Member next, ClearUpdate update) {}

    /**
     * {@return the member after this receipt}
     *
     * @throws ProtocolViolationException if the proof is not in the log, or does not fit what this client signed
     */
    Member onReceipt(RoundReceipt receipt) throws ProtocolViolationException {
        LogHistory extended = history.advance(receipt.log());
        RoundLeaf leaf = ReceiptChecks.open(extended, charter, receipt);
        SignedStatement mine = progress.signed();
        if (mine != null && mine.statement().attempt().equals(receipt.attempt())) {
            require(
                    leaf.program().digest().equals(mine.statement().program()),
                    receipt.attempt(),
                    "the proof says program " + leaf.program().digest().abbreviated() + " (announced and signed: "
                            + mine.statement().program().abbreviated() + ")");
            require(
                    leaf.model().before().equals(mine.statement().baseModel()),
                    receipt.attempt(),
                    "the proof starts from another model than the one this client was sent");
            ReceiptChecks.requireOwnRecord(leaf, receipt, pseudonym(), mine);
        }
        requireNextInChain(leaf, receipt);
        return new Member(me, extended, charter, programs, lastAnswered, progress.after(leaf));
    }

    /** {@return the same member, who also knows this} */
    Member withProgress(Progress known) {
        return new Member(me, history, charter, programs, lastAnswered, known);
    }

    /** {@return what must not be forgotten} */
    ClientMemory.Remembered toRemember() {
        return new ClientMemory.Remembered(history.key().encode(), history.seen(), lastAnswered);
    }

    private Digest pseudonym() {
        return Pseudonyms.of(charter.federation(), me.key().publicKey());
    }

    /** What can be told of a chain of which this client sees only its own rounds. */
    private void requireNextInChain(RoundLeaf leaf, RoundReceipt receipt) throws ProtocolViolationException {
        require(
                programs.contains(leaf.program().digest()),
                receipt.attempt(),
                "the proof is of a program that is not authorised in the log");
        boolean next = leaf.isCommitted() && leaf.attempt().round() == progress.committedRound() + 1;
        require(
                !next
                        || progress.committedModel() == null
                        || leaf.model().before().equals(progress.committedModel()),
                receipt.attempt(),
                "the proof does not start from the model that round " + progress.committedRound() + " committed");
    }

    /** A model that does not follow from the last proof is somebody else's model. */
    private void requireContinuity(AttemptId attempt, ParameterVector model) throws ProtocolViolationException {
        Digest known = progress.committedModel();
        require(
                attempt.round() > progress.committedRound(),
                attempt,
                "round " + progress.committedRound() + " is committed already");
        if (known != null && attempt.round() == progress.committedRound() + 1) {
            require(
                    model.digest().equals(known),
                    attempt,
                    "the model is not the one that round " + progress.committedRound() + " committed");
        }
    }

    private void refuseUnlessAgreeable(RoundInvitation invitation, Instant now) throws RefusalException {
        Optional<String> objection = me.floor().objection(invitation.program());
        if (objection.isPresent()) {
            throw new RefusalException(objection.get());
        }
        if (!me.consent().holdsAt(now)) {
            throw new RefusalException("the consent has ended");
        }
    }

    private static LocalTraining trainingOf(RoundInvitation invitation, AttemptId attempt)
            throws ProtocolViolationException {
        try {
            return TrainingStage.parse(invitation.program().stage(Stage.TRAINING));
        } catch (IllegalArgumentException e) {
            throw violation(attempt, String.valueOf(e.getMessage()));
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
