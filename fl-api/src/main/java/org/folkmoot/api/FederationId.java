package org.folkmoot.api;

/**
 * The name of a federation, fixed by its charter and signed by clients in every statement, so that nothing said in one
 * federation can be replayed in another.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 . _ -}
 */
public record FederationId(String value) {
    /** Rejects anything but a short plain name. */
    public FederationId {
        Names.requirePlain("federation id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
