package org.folkmoot.secure;

import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.jspecify.annotations.Nullable;

/** A client leaves a session, for a named reason; nothing more of it will be revealed. */
public final class RefusalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final transient @Nullable Bytes complaint;

    /** For this reason, with what was found and what was expected. */
    public RefusalException(RefusalReason reason, String found) {
        this(reason, found, null);
    }

    /** The same, with what the coordinator is told. */
    public RefusalException(RefusalReason reason, String found, @Nullable Bytes complaint) {
        super(reason.word() + ": " + found);
        this.reason = reason;
        this.complaint = complaint;
    }

    /** The same, with what brought it to light. */
    public RefusalException(RefusalReason reason, Throwable cause) {
        super(reason.word() + ": " + cause.getMessage(), cause);
        this.reason = reason;
        this.complaint = null;
    }

    /** {@return why} */
    public RefusalReason reason() {
        return reason;
    }

    /** {@return the message to the coordinator that says so, where there is one} */
    public Optional<Bytes> complaint() {
        return Optional.ofNullable(complaint);
    }
}
