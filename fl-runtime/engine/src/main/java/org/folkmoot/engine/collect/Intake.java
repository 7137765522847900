package org.folkmoot.engine.collect;

import java.util.Optional;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.work.RoundWork;

/**
 * The checks on a contribution before it counts, cheapest first; its values are checked by the rule that adds them up. One
 * client can fail them; it cannot stop the round.
 *
 * @param federation the federation
 * @param attempt round and attempt
 * @param updates the layout of what clients send
 * @param programDigest its digest
 * @param baseModel digest of the model that clients were sent
 * @param form the form in which updates have to be
 * @param shown the checkpoint that the invitations carried
 */
record Intake(
        FederationId federation,
        AttemptId attempt,
        ParameterLayout updates,
        Digest programDigest,
        Digest baseModel,
        Form form,
        SignedCheckpoint shown) {
    /** {@return the checks on contributions to this attempt, for the checkpoint that is shown now} */
    static Intake of(AttemptId attempt, CollectionTask task, ParameterLayout updates, ChainLog log)
            throws AuditException {
        return new Intake(
                task.federation(),
                attempt,
                updates,
                CanonicalProgram.digest(task.program()),
                task.before().model().digest(),
                Form.of(attempt, task, log),
                log.view(0).checkpoint());
    }

    /** {@return why an update counts no more that was made for an attempt before the version window} */
    Answer.Rejected stale(Member from, ClearUpdate update) {
        return signature(from, update.signed())
                .orElseGet(() -> new Answer.Rejected(
                        RejectionReason.STALE,
                        "made for attempt " + update.statement().attempt()
                                + " (expected: one within the version window of " + attempt + ")",
                        update.signed()));
    }

    /** {@return why this update does not count, or empty} */
    Optional<Answer.Rejected> objection(Member from, ClearUpdate update) {
        SignedStatement signed = update.signed();
        Optional<Answer.Rejected> unsigned = signature(from, signed);
        if (unsigned.isPresent()) {
            return unsigned;
        }
        return statement(from, signed.statement())
                .or(() -> layout(update.delta()))
                .or(() -> form.fits(update.delta())
                        ? Optional.empty()
                        : rejected(RejectionReason.NOT_ENCODED, "not what " + form + " gives"))
                .map(rejected -> new Answer.Rejected(rejected.reason(), rejected.detail(), signed));
    }

    private static Optional<Answer.Rejected> signature(Member from, SignedStatement signed) {
        try {
            byte[] message = CanonicalStatement.signingMessage(signed.statement());
            Signatures.verify("ed25519", from.publicKey(), message, signed.signature());
            return Optional.empty();
        } catch (InvalidSignatureException | IllegalArgumentException e) {
            return rejected(RejectionReason.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Answer.Rejected> statement(Member from, ClientStatement said) {
        if (!said.federation().equals(federation)
                || !said.attempt().equals(attempt)
                || !said.pseudonym().equals(from.pseudonym())
                || !said.program().equals(programDigest)
                || !said.baseModel().equals(baseModel)) {
            return rejected(
                    RejectionReason.WRONG_STATEMENT,
                    "the statement is not for attempt " + attempt + " of " + federation
                            + ", its program, its model and this client");
        }
        if (said.seenCheckpointSize() != shown.size()
                || !said.seenCheckpointRoot().equals(shown.root())) {
            return rejected(
                    RejectionReason.FORKED_LOG,
                    "the client saw a log of size " + said.seenCheckpointSize() + " with root "
                            + said.seenCheckpointRoot().abbreviated() + " (shown: " + shown.size() + ", "
                            + shown.root().abbreviated() + ")");
        }
        if (said.examples() < 1 || said.examples() > JsonInteger.MAX) {
            return rejected(RejectionReason.BAD_WEIGHT, "examples: " + said.examples() + " (expected: 1 to 2^53 - 1)");
        }
        return Optional.empty();
    }

    private Optional<Answer.Rejected> layout(ParameterVector delta) {
        if (delta.layout().equals(updates)) {
            return Optional.empty();
        }
        return rejected(
                RejectionReason.WRONG_LAYOUT,
                delta.size() + " parameters (expected: the program's layout of " + updates.size() + ")");
    }

    /**
     * {@return why an update does not count that the rule refused} The rule looks at every value while it adds them up, so
     * that nobody need look twice.
     */
    Answer.Rejected refusal(ClearUpdate update, double maxAbs, String said) {
        RejectionReason reason = RejectionReason.REFUSED_BY_RULE;
        if (update.delta().firstNonFinite() >= 0) {
            reason = RejectionReason.NOT_FINITE;
        } else if (update.delta().firstBeyond(maxAbs) >= 0) {
            reason = RejectionReason.OUT_OF_RANGE;
        }
        return new Answer.Rejected(reason, "the rule refuses it: " + said, update.signed());
    }

    private static Optional<Answer.Rejected> rejected(RejectionReason reason, String detail) {
        return Optional.of(Answer.Rejected.of(reason, detail));
    }

    /**
     * In which form updates have to be.
     *
     * @param codec gives it; empty where updates are as they are
     * @param seed what all clients of the round share
     */
    record Form(Optional<UpdateCodec> codec, Digest seed) {
        static Form of(AttemptId attempt, CollectionTask task, ChainLog log) {
            Digest charterSeed = log.chain().charter().seed();
            return new Form(
                    Pipeline.of(task.program()).codec(),
                    new CharterBeacon(charterSeed).seed(RoundWork.CODEC_SEED, attempt.round()));
        }

        boolean fits(ParameterVector update) {
            return codec.isEmpty() || codec.get().conforms(update, seed);
        }

        /** {@return how many bytes the update takes on its way} */
        long bytes(ParameterVector update) {
            return codec.isEmpty()
                    ? update.layout().bytes()
                    : codec.get().encode(update, seed).size();
        }

        @Override
        public String toString() {
            return codec.map(UpdateCodec::id).orElse("no codec");
        }
    }
}
