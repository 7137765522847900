package org.folkmoot.engine.secure;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.engine.collect.CollectionTask;

/**
 * What the statement about a masked input has to say. Its weight is under the mask; in clear it says 1.
 *
 * @param task what the attempt is about
 * @param attempt round and attempt
 * @param shown the checkpoint that holds the roster
 */
record MaskedStatement(CollectionTask task, AttemptId attempt, SignedCheckpoint shown) {
    /** {@return what is wrong with this statement of a member, if anything} */
    Optional<String> objection(SignedStatement signed, Member from) {
        ClientStatement said = signed.statement();
        boolean right = said.federation().equals(task.federation())
                && said.attempt().equals(attempt)
                && said.pseudonym().equals(from.pseudonym())
                && said.baseModel().equals(task.before().model().digest())
                && said.program().equals(CanonicalProgram.digest(task.program()))
                && said.examples() == 1
                && said.seenCheckpointSize() == shown.size()
                && said.seenCheckpointRoot().equals(shown.root());
        if (!right) {
            return Optional.of("the statement is about something else: " + said);
        }
        try {
            Signatures.verify(
                    Signatures.ED25519, from.publicKey(), CanonicalStatement.signingMessage(said), signed.signature());
            return Optional.empty();
        } catch (InvalidSignatureException e) {
            return Optional.of("the statement is not signed by the registered key");
        }
    }
}
