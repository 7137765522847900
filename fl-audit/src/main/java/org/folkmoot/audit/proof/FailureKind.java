package org.folkmoot.audit.proof;

/** What can be wrong with a ledger; each kind has a word, an exit code and advice. Codes never change their meaning. */
public enum FailureKind {
    /** A file or folder is missing or cannot be read. */
    UNREADABLE(
            10,
            "unreadable",
            "something that must be there could not be read",
            "Check that the folder is complete and that you may read it, then run again."),
    /** Bytes are not in the format of version 1. */
    MALFORMED(
            11,
            "malformed",
            "something is not written in the form that the specification fixes",
            "Fetch the ledger again from where it is published. If it stays so, do not rely on it."),
    /** The log is signed, but not by the trusted key. */
    WRONG_LOG_KEY(
            12,
            "wrong-log-key",
            "the log is not signed by the key that you trust",
            "Compare the key with the one that the federation publishes. If yours is right, this is not its log."),
    /** A signature does not hold. */
    BAD_SIGNATURE(
            13,
            "bad-signature",
            "a signature does not fit what it stands under",
            "Something was changed after it was signed, or was never signed. Do not rely on this ledger."),
    /** Leaves, tiles and checkpoint disagree. */
    LOG_TAMPERED(
            14,
            "log-tampered",
            "the leaves are not the ones that the log has signed",
            "Leaves were changed, removed or reordered. Do not rely on this ledger; ask a member for a copy."),
    /** A leaf may not stand where it stands. */
    CHAIN_BROKEN(
            15,
            "chain-broken",
            "the coordinator signed something that the rules do not allow",
            "Keep this copy: it is evidence, for the coordinator signed it. Tell the other members."),
    /** The log contradicts a checkpoint that somebody has seen. */
    ROLLED_BACK_OR_FORKED(
            16,
            "rolled-back-or-forked",
            "the log contradicts what it had signed before",
            "Keep both checkpoints: together they prove two histories. Tell the other members."),
    /** Disclosed client records are not those that the round commits to, or say what cannot be. */
    RECORDS_TAMPERED(
            17,
            "records-tampered",
            "the records of who took part do not fit what was put on record",
            "If records were handed to you, ask for them again. If it stays so, do not rely on this round."),
    /** A disclosed input is not what its name says. */
    INPUT_TAMPERED(
            18,
            "input-tampered",
            "a disclosed input is not the one that was put on record",
            "Ask for the inputs again. The log itself is not touched by this."),
    /** A disclosed model or state is not the one that the log names. */
    MODEL_TAMPERED(
            19,
            "model-tampered",
            "the model is not the one that the log names",
            "Do not use this model. Take the one whose SHA-256 the last committed round names."),
    /** The arithmetic, done again, gives something else. */
    REPLAY_MISMATCH(
            20,
            "replay-mismatch",
            "the signed inputs do not give the model that was put on record",
            "The round was not computed as declared. Keep this copy as evidence and tell the other members."),
    /** Replay was asked, and nobody here knows the rule, or the program forbids it. */
    NOT_REPLAYABLE(
            21,
            "not-replayable",
            "this program cannot be replayed here",
            "Add the module that knows the rule, or verify without replay."),
    /** Replay was asked, and inputs are missing. */
    NOT_DISCLOSED(
            22,
            "not-disclosed",
            "replay needs inputs that were not disclosed to you",
            "Ask the coordinator for them, or verify without replay: that is an answer too."),
    /** Fewer of the trusted witnesses than required have cosigned the checkpoint. */
    TOO_FEW_WITNESSES(
            23,
            "too-few-witnesses",
            "too few of the witnesses that you trust have cosigned this state of the log",
            "Witnesses sign a little later than the log: run again in a moment. If it stays so, ask the witnesses; until"
                    + " then nobody else vouches that there is one history."),
    /** A signed model is not released in the log, or no more. */
    NOT_RELEASED(
            24,
            "not-released",
            "the log does not say that this model is released",
            "Do not use this model. Ask the federation which one it has released."),
    /** A log that is watched has stood still for too long. */
    STALE(
            25,
            "stale",
            "the log has stood still for longer than you allow",
            "Ask the coordinator whether the federation still runs. If it does, you are being shown an old state."),
    /** A log that is watched shows uses of the watcher's own keys. */
    KEY_USED(
            26,
            "key-used",
            "something was signed under your key since you last looked",
            "If it was not you, your key is stolen: change to the key that you committed to, and tell the other"
                    + " members.");

    private final int exitCode;
    private final String word;
    private final String meaning;
    private final String advice;

    FailureKind(int exitCode, String word, String meaning, String advice) {
        this.exitCode = exitCode;
        this.word = word;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** {@return the exit code of a process that ends for this} */
    public int exitCode() {
        return exitCode;
    }

    /** {@return its name in reports} */
    public String word() {
        return word;
    }

    /** {@return what it means, in plain words} */
    public String meaning() {
        return meaning;
    }

    /** {@return what to do about it, in plain words} */
    public String advice() {
        return advice;
    }
}
