package org.folkmoot.api.privacy;

/** An event has no meaning, or no known sound bound, under the relation, sampling or accountant that was asked for. */
public final class UnsupportedEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says which event, and what would have been accepted. */
    public UnsupportedEventException(String message) {
        super(message);
    }
}
