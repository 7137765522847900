package org.folkmoot.api.round;

/** What a round leaves behind beside its leaf. */
public enum Artefact {
    /** The contributions: clear updates, or masked inputs and what unmasks their sum. */
    UPDATES,
    /** The record of each invited client: its statement, or why it does not count. */
    RECORDS,
    /** The model and what the server optimiser remembers, after each round. */
    STATES
}
