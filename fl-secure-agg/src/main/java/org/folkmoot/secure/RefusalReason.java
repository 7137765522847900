package org.folkmoot.secure;

/** Why a client leaves a session. Each has its own word in log and metrics. */
public enum RefusalReason {
    /** A message is not in the one form that it can have. */
    MALFORMED("malformed"),
    /** The announced parameters are below this client's floor. */
    BELOW_FLOOR("below-floor"),
    /** No graph protects so many clients under the announced assumptions. */
    NO_GRAPH("no-graph"),
    /** The log does not hold what the coordinator says. */
    NOT_ON_RECORD("not-on-record"),
    /** Own keys are not in the roster, or not as they were sent. */
    NOT_ON_ROSTER("not-on-roster"),
    /** The neighbours shown are not those that the graph draws. */
    WRONG_NEIGHBOURS("wrong-neighbours"),
    /** What is shown is not what the roster's root commits to. */
    ROSTER_MISMATCH("roster-mismatch"),
    /** A signature is not that of the member it is said to be of. */
    BAD_SIGNATURE("bad-signature"),
    /** Two clients advertise one key. */
    REPEATED_KEY("repeated-key"),
    /** A public key is of low order. */
    WEAK_KEY("weak-key"),
    /** Fewer neighbours than the threshold dealt shares. */
    TOO_FEW_SHARES("too-few-shares"),
    /** Shares do not open: not for this client, not of this sender, not of this session, or changed. */
    SHARES_UNOPENABLE("shares-unopenable"),
    /** Shares open but do not fit their dealer's checks. */
    SHARES_MISMATCH("shares-mismatch"),
    /** The input has another shape than the round. */
    INPUT_MISMATCH("input-mismatch"),
    /** The sum would be of fewer clients than may be. */
    TOO_FEW_SURVIVORS("too-few-survivors"),
    /** This client sent its input and is said not to have. */
    LEFT_OUT("left-out"),
    /** What is shown is not what the survivors' root commits to. */
    SURVIVORS_MISMATCH("survivors-mismatch"),
    /** A neighbour is said to survive whose shares this client was not given. */
    UNKNOWN_SURVIVOR("unknown-survivor"),
    /** Fewer neighbours than the threshold survive. */
    TOO_FEW_NEIGHBOURS("too-few-neighbours"),
    /** The sum would differ from an earlier one of the same model by too few clients. */
    TOO_CLOSE_TO_EARLIER("too-close-to-earlier"),
    /** Fewer neighbours than the threshold confirm the same survivors. */
    TOO_FEW_CONFIRMATIONS("too-few-confirmations"),
    /** A confirmation of somebody who is no surviving neighbour. */
    STRANGE_CONFIRMATION("strange-confirmation"),
    /** This client has given this answer in this attempt before. */
    ALREADY_ANSWERED("already-answered"),
    /** The answer could not be made durable, so it was not given. */
    LATCH_FAILED("latch-failed");

    private final String word;

    RefusalReason(String word) {
        this.word = word;
    }

    /** {@return the word for log and metrics} */
    public String word() {
        return word;
    }
}
