package org.folkmoot.api.audit;

import java.io.IOException;
import java.util.OptionalLong;

/** A witness did not cosign: out of reach, or it has seen a history that the checkpoint contradicts. */
public final class WitnessException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean conflict;
    private final long seenSize;

    /** Says what happened; {@code conflict} tells that the witness holds another history. */
    public WitnessException(String message, boolean conflict) {
        this(message, conflict, -1);
    }

    /** Says what happened; {@code seenSize} is the size that the witness last cosigned, or -1 where it did not say. */
    public WitnessException(String message, boolean conflict, long seenSize) {
        super(message);
        this.conflict = conflict;
        this.seenSize = seenSize;
    }

    /** {@return the size that the witness last cosigned, where it said so} */
    public OptionalLong seenSize() {
        return seenSize < 0 ? OptionalLong.empty() : OptionalLong.of(seenSize);
    }

    /** {@return whether the witness has seen what the checkpoint contradicts} */
    public boolean isConflict() {
        return conflict;
    }
}
