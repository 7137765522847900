package org.folkmoot.api;

/**
 * The name by which the coordinator addresses a client. It stays off the log: there a client is known by a pseudonym
 * that binds federation and key.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 . _ -}
 */
public record ClientId(String value) implements Comparable<ClientId> {
    /** Rejects anything but a short plain name. */
    public ClientId {
        Names.requirePlain("client id", value);
    }

    /** {@return the client with this name} */
    public static ClientId of(String value) {
        return new ClientId(value);
    }

    @Override
    public int compareTo(ClientId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
