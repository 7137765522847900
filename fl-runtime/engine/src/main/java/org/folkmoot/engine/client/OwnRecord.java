package org.folkmoot.engine.client;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.core.canonical.CanonicalStatement;

/** What a client thinks of the record about itself: it knows what it sent. */
final class OwnRecord {
    private OwnRecord() {}

    /**
     * {@return why the contribution was left out, if it was for a reason that only the coordinator can know, such as that
     * it had to ask again; empty where it counts, or was rightly left out}
     *
     * @throws ProtocolViolationException if the record is of something else than was signed, or gives a reason of which
     *     this client knows that it does not hold
     */
    static Optional<RejectionReason> judge(ClientRecord record, GivenAnswer given) throws ProtocolViolationException {
        require(
                record.signed().orElse(given.signed()).equals(given.signed()),
                given.attempt(),
                "the record is not of what this client signed");
        if (record.isIncluded()) {
            return Optional.empty();
        }
        RejectionReason reason = record.rejection().orElseThrow();
        boolean admitted = given.admitted().contains(reason);
        if (isWordOfTheCoordinator(reason) || (admitted && reason == RejectionReason.REFUSED)) {
            return Optional.of(reason);
        }
        require(admitted, given.attempt(), "the record says " + reason.word() + ", and this client knows better");
        return Optional.empty();
    }

    /**
     * {@return what the owner should know of a record about an attempt that this client does not remember answering}
     *
     * @param buffered whether the attempt took contributions that were made for earlier ones
     * @throws ProtocolViolationException if it shows a statement that is not for this attempt, or not under this
     *     client's signature: nobody else can have made it for it
     */
    static Optional<String> judge(ClientRecord record, Membership membership, AttemptId attempt, boolean buffered)
            throws ProtocolViolationException {
        if (record.signed().isEmpty()) {
            return Optional.empty();
        }
        SignedStatement signed = record.signed().get();
        boolean fits = buffered
                ? signed.statement().attempt().compareTo(attempt) <= 0
                : signed.statement().attempt().equals(attempt);
        require(
                fits && isSignedBy(membership, signed),
                attempt,
                "the record is of a contribution that this client did not make");
        AttemptId answered = membership.course().answered();
        boolean unknown = answered == null || signed.statement().attempt().compareTo(answered) > 0;
        return unknown
                ? Optional.of(
                        "attempt " + attempt + " was answered under this client's key, and it does not remember it: "
                                + "the key is used elsewhere, or memory was lost")
                : Optional.empty();
    }

    /** Whether this can be told only where the contribution arrives. Each reason is decided on here, new ones too. */
    private static boolean isWordOfTheCoordinator(RejectionReason reason) {
        return switch (reason) {
            case TIMED_OUT, UNREACHABLE, NOT_NEEDED, DROPPED_OUT, REFUSED_BY_RULE -> true;
            case REFUSED,
                    CONSENT_REVOKED,
                    TRAINING_FAILED,
                    BAD_SIGNATURE,
                    WRONG_STATEMENT,
                    WRONG_LAYOUT,
                    PAYLOAD_MISMATCH,
                    NOT_FINITE,
                    OUT_OF_RANGE,
                    BAD_WEIGHT,
                    STALE,
                    NOT_ENCODED,
                    PROTOCOL_BROKEN,
                    FORKED_LOG -> false;
        };
    }

    private static boolean isSignedBy(Membership membership, SignedStatement signed) {
        try {
            Signatures.verify(
                    Signatures.ED25519,
                    membership.me().key().publicKey(),
                    CanonicalStatement.signingMessage(signed.statement()),
                    signed.signature());
            return true;
        } catch (InvalidSignatureException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, AttemptId attempt, String otherwise) throws ProtocolViolationException {
        if (!holds) {
            throw new ProtocolViolationException("coordinator", "record of attempt " + attempt, otherwise);
        }
    }
}
