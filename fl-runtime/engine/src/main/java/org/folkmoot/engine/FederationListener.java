package org.folkmoot.engine;

/**
 * Is told what happens in a federation, on the coordinator's thread and in order. An exception of a listener is logged
 * and changes nothing; a slow listener slows the rounds.
 */
@FunctionalInterface
public interface FederationListener {
    /** Takes note of an event. */
    void on(FederationEvent event);
}
