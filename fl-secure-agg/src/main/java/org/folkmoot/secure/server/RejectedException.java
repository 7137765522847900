package org.folkmoot.secure.server;

/** A client's message does not count; the session goes on as if it had not come. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a message does not count. */
    public enum Reason {
        /** It is not in the one form that it can have. */
        MALFORMED("malformed"),
        /** Its signature is not that of a member. */
        BAD_SIGNATURE("bad-signature"),
        /** It came before. */
        DUPLICATE("duplicate"),
        /** Nobody is waiting for one of this client. */
        NOT_EXPECTED("not-expected"),
        /** It says something else than was asked. */
        WRONG_CONTENT("wrong-content");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** {@return the word for log and metrics} */
        public String word() {
            return word;
        }
    }

    RejectedException(Reason reason, String found) {
        super(reason.word() + ": " + found);
        this.reason = reason;
    }

    RejectedException(Reason reason, Throwable cause) {
        super(reason.word() + ": " + cause.getMessage(), cause);
        this.reason = reason;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
