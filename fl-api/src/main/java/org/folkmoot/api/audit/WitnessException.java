package org.folkmoot.api.audit;

import java.io.IOException;

/** A witness did not cosign: out of reach, or it has seen a history that the checkpoint contradicts. */
public final class WitnessException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean conflict;

    /** Says what happened; {@code conflict} tells that the witness holds another history. */
    public WitnessException(String message, boolean conflict) {
        super(message);
        this.conflict = conflict;
    }

    /** {@return whether the witness has seen what the checkpoint contradicts} */
    public boolean isConflict() {
        return conflict;
    }
}
