package org.folkmoot.api.round;

import java.util.Arrays;
import java.util.Optional;

/** Why an invited client's contribution does not count in an attempt. Each has its own word in log and metrics. */
public enum RejectionReason {
    /** No answer within the deadline. */
    TIMED_OUT("timed-out"),
    /** The client declined: its policy floor, consent or charter check. */
    REFUSED("refused"),
    /** The log holds that it has withdrawn its consent; it was not asked. */
    CONSENT_REVOKED("consent-revoked"),
    /** Local training threw or produced nothing. */
    TRAINING_FAILED("training-failed"),
    /** The transport lost the client. */
    UNREACHABLE("unreachable"),
    /** The signature does not fit the registered key. */
    BAD_SIGNATURE("bad-signature"),
    /** The statement is for another federation, attempt, client, program or base model. */
    WRONG_STATEMENT("wrong-statement"),
    /** The update has another layout than the program. */
    WRONG_LAYOUT("wrong-layout"),
    /** The update is not what the statement commits to. */
    PAYLOAD_MISMATCH("payload-mismatch"),
    /** The update holds NaN or an infinity. */
    NOT_FINITE("not-finite"),
    /** A value exceeds the program's bound. */
    OUT_OF_RANGE("out-of-range"),
    /** The program's rule cannot take it, although its values are in range, such as a count of steps below 1. */
    REFUSED_BY_RULE("refused-by-rule"),
    /** The update is not in the form that the program's codec gives. */
    NOT_ENCODED("not-encoded"),
    /** The model that it started from is older than the version window. */
    STALE("stale"),
    /** The number of examples is not positive. */
    BAD_WEIGHT("bad-weight"),
    /** It broke the protocol of a secure collection, or dealt what others cannot use. */
    PROTOCOL_BROKEN("protocol-broken"),
    /** It took part in a secure collection and was gone before it had sent its masked input. */
    DROPPED_OUT("dropped-out"),
    /** The checkpoint that the client saw is not in this log's history. */
    FORKED_LOG("forked-log"),
    /** Enough contributions counted before it was heard of. */
    NOT_NEEDED("not-needed");

    private final String word;

    RejectionReason(String word) {
        this.word = word;
    }

    /** {@return the word for log, metrics and proof} */
    public String word() {
        return word;
    }

    /** {@return the reason of this word, if there is one} */
    public static Optional<RejectionReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }
}
