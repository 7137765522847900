package org.folkmoot.audit.verify;

/** What an answer of the verifier rests upon. */
public enum TrustLevel {
    /** The caller knew the log's key: the log is the one that the caller means. */
    LOG_KEY("log-key"),
    /** The caller knew nothing: whoever wrote the folder could have written all of it. */
    SELF_CONSISTENT_ONLY("self-consistent-only");

    private final String word;

    TrustLevel(String word) {
        this.word = word;
    }

    /** {@return its name in reports} */
    public String word() {
        return word;
    }
}
