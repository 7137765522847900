package org.folkmoot.api.round;

/** Where a stage of a round program runs. */
public enum StagePlacement {
    /** At every client, on its own data. */
    CLIENT,
    /** Over one group of clients. */
    GROUP,
    /** At the coordinator; what replay recomputes. */
    SERVER
}
