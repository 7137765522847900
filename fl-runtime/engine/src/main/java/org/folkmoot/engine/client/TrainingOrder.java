package org.folkmoot.engine.client;

import java.util.TreeSet;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.engine.work.RoundWork;

/**
 * What a member has decided to do about an invitation; the only way to an answer.
 *
 * @param membership what it knows once it has looked at the invitation
 * @param invitation the invitation
 * @param program digest of the announced program, computed here
 * @param training what to do, as the program says
 * @param seed what its chance follows from
 */
record TrainingOrder(
        Membership membership, RoundInvitation invitation, Digest program, LocalTraining training, Digest seed) {

    /** {@return what all clients of the round share for their codec} */
    Digest roundSeed() {
        return new CharterBeacon(membership.charter().seed())
                .seed(RoundWork.CODEC_SEED, invitation.attempt().round());
    }

    /** {@return the member where no answer comes of it} */
    Member unanswered() {
        return new Member(membership);
    }

    /**
     * {@return the signed contribution, and the client that awaits what becomes of it}
     *
     * @param delta what to send
     * @param updates the layout of what clients send
     * @param examples how many examples stand behind it
     */
    Signed contribute(ParameterVector delta, ParameterLayout updates, long examples) {
        SignedStatement signed = signed(delta.digest(), examples);
        GivenAnswer given = GivenAnswer.of(
                signed, delta, updates, invitation.program().encoding().maxAbs());
        return new Signed(new Awaiting(answered(), given), new ClearUpdate(signed, delta));
    }

    /** {@return the same order, once its client has seen more of the log} */
    TrainingOrder under(Membership now) {
        return new TrainingOrder(now, invitation, program, training, seed);
    }

    /** {@return the statement about a masked input}, which says of its weight only that it counts. */
    Masked mask(Digest payload) {
        SignedStatement signed = signed(payload, 1);
        return new Masked(new Awaiting(answered(), new GivenAnswer(signed, new TreeSet<>())), signed);
    }

    /**
     * A masked input's statement with the client that has made it.
     *
     * @param next the client afterwards
     * @param signed what it signed
     */
    record Masked(Awaiting next, SignedStatement signed) {}

    private Membership answered() {
        return membership.with(membership.course().answered(invitation.attempt()));
    }

    private SignedStatement signed(Digest payload, long examples) {
        ClientStatement statement = statement(payload, examples);
        return new SignedStatement(statement, membership.me().key().sign(CanonicalStatement.signingMessage(statement)));
    }

    /**
     * A contribution with the client that has made it.
     *
     * @param next the client afterwards
     * @param update the contribution
     */
    record Signed(Awaiting next, ClearUpdate update) {}

    private ClientStatement statement(Digest payload, long examples) {
        SignedCheckpoint seen = membership.history().seen();
        return new ClientStatement(
                membership.charter().federation(),
                invitation.attempt(),
                membership.pseudonym(),
                invitation.model().digest(),
                program,
                membership.me().consentCommitment(),
                seen.size(),
                seen.root(),
                examples,
                payload,
                membership.me().fingerprint());
    }
}
