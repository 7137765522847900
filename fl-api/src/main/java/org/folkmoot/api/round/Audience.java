package org.folkmoot.api.round;

/** Who may be given an artefact, from fewest to most. */
public enum Audience {
    /** Nobody: it is used and forgotten. */
    NOBODY,
    /** An auditor whom the coordinator chooses to show it to. */
    AUDITOR,
    /** Anyone. */
    PUBLIC
}
