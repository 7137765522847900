package org.folkmoot.api.privacy;

/** Which two populations an attacker must not be able to tell apart. An epsilon without it means nothing. */
public enum NeighboringRelation {
    /** With the unit, or without it. */
    ADD_OR_REMOVE_ONE,
    /** With this unit, or with any other in its place: twice the sensitivity of a clipped sum. */
    REPLACE_ONE,
    /** With the unit, or with one in its place that contributes zeros; whoever is known to be there stays known. */
    REPLACE_SPECIAL
}
