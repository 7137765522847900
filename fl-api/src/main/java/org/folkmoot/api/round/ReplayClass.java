package org.folkmoot.api.round;

/** Who can recompute the aggregate of a round. */
public enum ReplayClass {
    /** Anyone, from public artefacts. */
    PUBLIC,
    /** An auditor to whom the private inputs are disclosed. */
    AUDITOR,
    /** Nobody. */
    NONE
}
