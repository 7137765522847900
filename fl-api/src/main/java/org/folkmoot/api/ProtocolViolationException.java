package org.folkmoot.api;

/**
 * The other party did something that the protocol forbids. Whoever catches it drops that party, never the round.
 *
 * <p>Non-guarantee: it says what was observed, not that the party meant it.
 */
public final class ProtocolViolationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String party;
    private final String phase;

    /**
     * Names who broke what, where.
     *
     * @param party the party that is to blame, as it is known here
     * @param phase the phase, and round where there is one
     * @param violation what was found and what was expected
     */
    public ProtocolViolationException(String party, String phase, String violation) {
        super(party + " in " + phase + ": " + violation);
        this.party = party;
        this.phase = phase;
    }

    /** {@return the party that broke the protocol} */
    public String party() {
        return party;
    }

    /** {@return the phase in which it did} */
    public String phase() {
        return phase;
    }
}
