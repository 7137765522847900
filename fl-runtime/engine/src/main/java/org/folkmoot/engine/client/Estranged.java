package org.folkmoot.engine.client;

/**
 * The coordinator broke the protocol once; this client contributes nothing more until its owner steps in.
 *
 * @param violation what was found
 */
record Estranged(String violation) implements ClientPhase {}
