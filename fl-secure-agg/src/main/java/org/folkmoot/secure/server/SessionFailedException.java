package org.folkmoot.secure.server;

import java.util.List;

/** A session ends without a sum, for a named reason; nobody's input is known. */
public final class SessionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Blame> blamed;

    /** Why there is no sum. */
    public enum Reason {
        /** Too few clients advertised keys. */
        TOO_FEW_CLIENTS("too-few-clients"),
        /** No graph protects so many clients. */
        NO_GRAPH("no-graph"),
        /** Too few clients dealt shares. */
        TOO_FEW_DEALERS("too-few-dealers"),
        /** Too few clients sent a masked input. */
        TOO_FEW_SURVIVORS("too-few-survivors"),
        /** Too few neighbours of a client revealed what removes its mask. */
        TOO_FEW_REVELATIONS("too-few-revelations"),
        /** A client dealt shares that do not give back what it committed to. */
        BAD_DEALER("bad-dealer");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** {@return the word for log and metrics} */
        public String word() {
            return word;
        }
    }

    SessionFailedException(Reason reason, String found) {
        this(reason, found, List.of());
    }

    SessionFailedException(Reason reason, String found, List<Blame> blamed) {
        super(reason.word() + ": " + found);
        this.reason = reason;
        this.blamed = List.copyOf(blamed);
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }

    /** {@return who is to blame, with what they signed} */
    public List<Blame> blamed() {
        return blamed;
    }
}
